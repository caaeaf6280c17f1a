import { batches } from "./batches";
import { calls } from "./calls";
import { codec } from "./codec";
import type { Comparison } from "./comparison";
import { growth } from "./growth";
import { importing } from "./import";
import { again, firstCells } from "./kernel";
import { start } from "./start";

/** Measures something, and compares the sides. */
export type Part = () => Promise<Comparison[]>;

/** The parts of the benchmark, by the names that its command takes. */
export const PARTS: Record<string, Part> = {
  calls,
  codec,
  batches,
  import: importing,
  start,
  "first-cell": firstCells,
  again,
  growth,
};
