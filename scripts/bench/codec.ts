/** CPU time of converting one item. */
import path from "node:path";
import { CODECS } from "./codec-process";
import type { Comparison } from "./comparison";
import { Contestants } from "./contestants";
import { interleaved } from "./rounds";

const CALLS = 5_000;

export async function codec(): Promise<Comparison[]> {
  const sides = Object.keys(CODECS);
  const operations = ["encode", "decode"];
  const contestants = await Contestants.start(path.join(__dirname, "codec-process.js"), sides);
  try {
    const measured = await interleaved(
      { sides, operations, rounds: 31, warmUp: 10 },
      (side, operation) => contestants.measure(side, operation, CALLS),
    );
    return [{ ...ABOUT, sides, operations, measured }];
  } finally {
    await contestants.end();
  }
}

const ABOUT = {
  title: "CPU time of encoding and decoding an item",
  how: "An item of six attributes. The library checks each value, the other two don't.",
  base: "util-dynamodb",
  unit: "µs",
} as const;
