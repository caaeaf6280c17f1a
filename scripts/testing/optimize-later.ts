/**
 * Loaded first in the processes of `npm test`: V8 optimizes a function only after it has run ten
 * times as long as by default. Most of them soon end, so that optimizing costs more than it saves in
 * all but long loops. `NODE_OPTIONS` doesn't accept these options.
 */
import { setFlagsFromString } from "node:v8";

const [major = 0] = process.versions.node.split(".").map(Number);

// From Node 22 on, V8 counts calls. It reports an option that it doesn't have on stderr.
setFlagsFromString(
  major < 22 ? "--interrupt-budget=700000" : "--invocation-count-for-turbofan=30000",
);
