/**
 * A process that tries the answers to exercises without a kernel, one chapter after another. It runs
 * a chapter's cells and then the answers as cells of one `Program`, as the kernel does, in a database
 * of the chapter's own. Its parent sends it the chapter's `Work`, compiled, so that TypeScript isn't
 * loaded in each process. It sends a `Verdict` for each answer, one more if the tables aren't as they
 * were before the answers, and at the end `done`.
 */
import { inspect } from "node:util";
import { connect } from "../../lib/index";
import { DISPLAY, type WriteDisplayData } from "../../lib/print/display";
import { PROGRAM_SYMBOL, type Program } from "../cell/program";
import { changes, contentsOf } from "./contents";
import { newFlag, programOf, runCell } from "./program";

/** A chapter's cells and the answers to its exercises, in JavaScript. */
export type Work = {
  file: string;
  /** Each has a database of its own. */
  accessKey: string;
  cells: { id: string; code: string }[];
  answers: CompiledAnswer[];
};
type CompiledAnswer = { title: string; code: string; check: string };

/** The report on an answer, or what shouldn't happen: an error, output on stderr, changed tables. */
export type Verdict = { title: string; said: string } | { title: string; failed: string };

/** After `done` nothing more comes of this work. */
export type Said = Verdict | { done: true };

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

/** One for all chapters: `watchdog.ts`, which can raise it, starts once. */
const flag = newFlag();
const displayed: string[] = [];
const write: WriteDisplayData = ({ data }) => void displayed.push(data["text/plain"]);
Object.assign(globalThis, { [DISPLAY]: write });

async function main({ file, accessKey, cells, answers }: Work): Promise<void> {
  process.env["AWS_ACCESS_KEY_ID"] = accessKey;
  const program = programOf(file, flag);
  // By it, a check stops an answer that doesn't end.
  Object.assign(globalThis, { [PROGRAM_SYMBOL]: program });
  for (const { id, code } of cells) {
    const failure = await failureOf(program, code, `cell ${id}`);
    if (failure !== undefined) return send({ title: `cell ${id}`, failed: failure });
  }
  const db = await connect();
  const before = await contentsOf(db);
  for (const answer of answers) {
    send(await verdict(program, answer));
    // As an interrupt does: an answer's pending timers would disturb the next answer.
    flag[0]!++;
  }
  const changed = changes(before, await contentsOf(db));
  if (changed.length > 0) send({ title: "after all answers", failed: changed.join("\n") });
}

async function verdict(program: Program, { title, code, check }: CompiledAnswer): Promise<Verdict> {
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
  code: string,
  name: string,
): Promise<string | undefined> {
  complaints = "";
  try {
    await runCell(program, code, name);
  } catch (error) {
    return `${name}: ${error instanceof Error ? error.stack : String(error)}`;
  }
  return complaints === "" ? undefined : `${name} wrote to stderr: ${complaints}`;
}

const send = (said: Said) => void process.send?.(said);

process.on("message", (work: Work) => {
  void main(work)
    .catch((error: unknown) => send({ title: work.file, failed: inspect(error) }))
    .then(() => send({ done: true }));
});
