/**
 * Loads the SDK, or the library (and perhaps what most programs use of it) and then the SDK, and
 * prints what that took: CPU time in milliseconds, and memory in megabytes. Run it with
 * `--expose-gc`.
 */
import { createRequire } from "node:module";
import type { Import } from "./import";
import type * as Library from "../../lib/index";

const [side] = process.argv.slice(2);
/** Megabytes that are in use, after a collection of garbage. */
const memory = () => {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed / 2 ** 20, resident: rss / 2 ** 20 };
};

// TypeScript's import() would also copy the several hundred names of the SDK.
const load = createRequire(__filename);

function main(): void {
  if (globalThis.gc === undefined) throw new Error("Run this with node --expose-gc.");
  const at = memory();
  const before = process.cpuUsage();
  if (side !== "SDK") {
    const library = load("../../lib/index") as typeof Library;
    if (side === "library, used, and SDK")
      void [library.connect, library.Table, library.string, library.int];
  }
  load("@aws-sdk/client-dynamodb");
  const { user, system } = process.cpuUsage(before);
  const after = memory();
  const taken: Import = {
    time: (user + system) / 1e3,
    heap: after.heap - at.heap,
    resident: after.resident - at.resident,
  };
  console.log(JSON.stringify(taken));
}

main();
