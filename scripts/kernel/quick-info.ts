import type { QuickInfo } from "typescript";

/** Formats the documentation of a name, as tslab does. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- it has no types
export const { printQuickInfo: quickInfo } = require("tslab/dist/inspect") as {
  printQuickInfo: (info: QuickInfo) => string;
};
