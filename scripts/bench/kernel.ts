/** How long a chapter's first cell takes, in a fresh kernel and again. */
import { Session } from "../kernel/session";
import { chapters, joined, readNotebook } from "../notebooks/notebook";
import type { Comparison } from "./comparison";
import { interleaved } from "./rounds";
import { startOf } from "./start";

/** The first cell of the first chapter: it imports, and connects. */
function firstCell(): { code: string; importsOnly: string } {
  const [file = ""] = chapters(["01"]);
  const cell = readNotebook(file).cells.find(({ cell_type }) => cell_type === "code");
  const code = joined(cell?.source ?? "");
  const importsOnly = code
    .split("\n")
    .filter((line) => !line.includes("await connect("))
    .join("\n");
  if (importsOnly === code) throw new Error(`The first cell of ${file} doesn't call connect().`);
  return { code, importsOnly };
}

export async function firstCells(): Promise<Comparison[]> {
  const { code, importsOnly } = firstCell();
  const ways: Record<string, () => Promise<number>> = {
    "imports + java -jar": async () =>
      (await inFreshKernel((kernel) => timeOf(kernel, importsOnly))) + (await startOf("java -jar")),
    "first cell": () => inFreshKernel((kernel) => timeOf(kernel, code)),
  };
  const sides = Object.keys(ways);
  const operations = ["time"];
  const measured = await interleaved(
    { sides, operations, rounds: 9, warmUp: 1 },
    async (side) => ways[side]?.() ?? NaN,
  );
  return [{ ...FIRST, sides, operations, measured }];
}

export async function again(): Promise<Comparison[]> {
  const { code } = firstCell();
  const cells: Record<string, string> = { "an empty cell": "", "the first cell again": code };
  const sides = Object.keys(cells);
  const operations = ["time"];
  const measured = await inFreshKernel(async (kernel) => {
    await timeOf(kernel, code);
    return interleaved({ sides, operations, rounds: 31, warmUp: 5 }, (side) =>
      timeOf(kernel, cells[side] ?? ""),
    );
  });
  return [{ ...AGAIN, sides, operations, measured }];
}

async function inFreshKernel<T>(work: (kernel: Session) => Promise<T>): Promise<T> {
  const kernel = await Session.start();
  try {
    return await work(kernel);
  } finally {
    await kernel.close();
  }
}

/** Returns the milliseconds from sending a cell to its reply. @throws Error if the cell fails */
async function timeOf(kernel: Session, code: string): Promise<number> {
  const begun = performance.now();
  const { status, stderr, error } = await kernel.run(code);
  const time = performance.now() - begun;
  if (status !== "ok") throw new Error(`The cell ended with ${status}: ${error || stderr}`);
  return time;
}

const FIRST = {
  title: "Time of a chapter's first cell in a fresh kernel",
  how:
    "It imports the library and starts the database. The other side is the cell's imports alone, " +
    "in a fresh kernel as well, plus the time of a plain `java -jar` to its first answer.",
  base: "imports + java -jar",
  unit: "ms",
} as const;
const AGAIN = {
  title: "Time of running that cell again",
  how: "In a kernel that has run it. The figure is what it takes more than an empty cell.",
  base: "an empty cell",
  unit: "ms",
  isDifference: true,
} as const;
