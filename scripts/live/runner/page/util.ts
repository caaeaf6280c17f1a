/** What cells import from `node:util`, and what prints their values. */
export { format, inspect } from "node-inspect-extracted";
export { isDeepStrictEqual } from "./deep-strict-equal";
