import { fork, type ChildProcess } from "node:child_process";
import path from "node:path";
import { answersOf, type ChapterAnswers } from "./chapter";
import { compileCell, compileCells } from "./compile";
import type { Verdict, Work } from "./process";

/**
 * Tries all answers of a chapter in a separate process. DynamoDB Local keeps a database per access
 * key, so chapters can be tried in parallel.
 *
 * @param endpoint The address of a DynamoDB Local
 * @throws Error if the process fails
 */
export async function tryAnswers(chapter: ChapterAnswers, endpoint: string): Promise<Verdict[]> {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ACCESS_KEY_ID: chapter.name.replace(/[^a-z0-9]/g, ""),
    AWS_SECRET_ACCESS_KEY: "local",
  };
  const child = fork(path.join(__dirname, "process.js"), {
    env,
    // "inherit": an error that ends the process early stays visible.
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  child.send(workOf(chapter));
  return verdictsOf(child);
}

function workOf(chapter: ChapterAnswers): Work {
  const tried = answersOf(chapter);
  compileCells([
    ...chapter.cells.map(({ source }) => source),
    ...tried.flatMap(({ code, check }) => [code, check]),
  ]);
  const cells = chapter.cells.map(({ id, source }) => ({ id, code: compileCell(source) }));
  const answers = tried.map(({ title, code, check }) => ({
    title,
    code: compileCell(code),
    check: compileCell(check),
  }));
  return { file: chapter.file, cells, answers };
}

function verdictsOf(child: ChildProcess): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  child.on("message", (verdict) => void verdicts.push(verdict as Verdict));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status, signal) => {
      if (status === 0) resolve(verdicts);
      else reject(new Error(`The process that tries the answers ended with ${signal ?? status}.`));
    });
  });
}
