/**
 * A process that tries the answers to a chapter's exercises without a kernel. It runs the chapter's
 * cells and then the answers as cells of one `Program`, as the kernel does, on the database that
 * its environment names. Its argument is the chapter's name. It sends a `Verdict` for each answer.
 */
import { DISPLAY, type WriteDisplayData } from "../../lib/print/display";
import { PROGRAM_SYMBOL, type Program } from "../cell/program";
import { answersOf, chaptersWithExercises, type Answer } from "./chapter";
import { newFlag, programOf, runCell } from "./program";

/** The report on an answer, or an error or output on stderr that no cell should produce. */
export type Verdict = { title: string; said: string } | { title: string; failed: string };

// The process ends with its parent.
process.on("disconnect", () => process.exit());
// Some answers don't await a promise. The check must find the consequences.
process.on("unhandledRejection", () => undefined);

let complaints = "";
process.stdout.write = () => true;
process.stderr.write = (text: string | Uint8Array) => {
  complaints += String(text);
  return true;
};

const flag = newFlag();
const displayed: string[] = [];
const write: WriteDisplayData = ({ data }) => void displayed.push(data["text/plain"]);
Object.assign(globalThis, { [DISPLAY]: write });

async function main(name: string): Promise<void> {
  const chapter = chaptersWithExercises().find((one) => one.name === name);
  if (chapter === undefined) throw new Error(`There is no chapter ${name} with exercises.`);
  const program = programOf(chapter.file, flag);
  // By it, a check stops an answer that doesn't end.
  Object.assign(globalThis, { [PROGRAM_SYMBOL]: program });
  for (const { id, source } of chapter.cells) {
    const failure = await failureOf(program, source, `cell ${id}`);
    if (failure !== undefined) return send({ title: `cell ${id}`, failed: failure });
  }
  for (const answer of answersOf(chapter)) {
    send(await verdict(program, answer));
    // As an interrupt does: an answer's pending timers would disturb the next answer.
    flag[0]!++;
  }
}

async function verdict(program: Program, { title, code, check }: Answer): Promise<Verdict> {
  const failed = await failureOf(program, code, title);
  if (failed !== undefined) return { title, failed };
  displayed.length = 0;
  const failedCheck = await failureOf(program, check, `the check of ${title}`);
  return failedCheck === undefined
    ? { title, said: displayed.join("\n") }
    : { title, failed: failedCheck };
}

/** Runs a cell. Resolves to its error or its output on stderr, or to `undefined`. */
async function failureOf(
  program: Program,
  source: string,
  name: string,
): Promise<string | undefined> {
  complaints = "";
  try {
    await runCell(program, source, name);
  } catch (error) {
    return `${name}: ${error instanceof Error ? error.stack : String(error)}`;
  }
  return complaints === "" ? undefined : `${name} wrote to stderr: ${complaints}`;
}

const send = (line: Verdict) => void process.send?.(line);

void main(process.argv[2] ?? "").then(() => process.disconnect());
