/**
 * Loaded first in every Node of `npm test`: V8 optimizes a function only after it has run ten times
 * as long as by default. These processes soon end, so that optimizing costs more than it saves in
 * all but long loops. `NODE_OPTIONS` doesn't accept this option.
 */
import { setFlagsFromString } from "node:v8";

setFlagsFromString("--interrupt-budget=700000");
