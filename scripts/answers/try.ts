import { fork, type ChildProcess } from "node:child_process";
import path from "node:path";
import { answersOf, type ChapterAnswers } from "./chapter";
import { compileCell, compileCells } from "./compile";
import type { Said, Verdict, Work } from "./process";

/**
 * Processes that try answers on a DynamoDB Local, which keeps a database for each access key. As many
 * run as chapters are tried at once; each is used again, so that the SDK is loaded and warm.
 */
export class AnswerProcesses {
  readonly #env: NodeJS.ProcessEnv;
  readonly #idle: ChildProcess[] = [];

  /** @param endpoint The address of a DynamoDB Local */
  constructor(endpoint: string) {
    this.#env = {
      ...process.env,
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      AWS_SECRET_ACCESS_KEY: "local",
    };
  }

  /** Tries all answers of a chapter. @throws Error if the process fails */
  async try(chapter: ChapterAnswers): Promise<Verdict[]> {
    const child = this.#idle.pop() ?? this.#start();
    const verdicts = verdictsOf(child);
    child.send(workOf(chapter));
    await verdicts;
    this.#idle.push(child);
    return verdicts;
  }

  /** Ends those that try nothing. */
  end(): void {
    for (const child of this.#idle.splice(0)) child.disconnect();
  }

  #start(): ChildProcess {
    return fork(path.join(__dirname, "process.js"), {
      env: this.#env,
      // "inherit": an error that ends the process early stays visible.
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
  }
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
  const accessKey = chapter.name.replace(/[^a-z0-9]/g, "");
  return { file: chapter.file, accessKey, cells, answers };
}

/** Resolves to what the process says of its next work. */
function verdictsOf(child: ChildProcess): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  return new Promise<Verdict[]>((resolve, reject) => {
    child.on("message", (said: Said) => {
      if ("done" in said) resolve(verdicts);
      else verdicts.push(said);
    });
    child.once("error", reject);
    child.once("close", (status, signal) =>
      reject(new Error(`The process that tries the answers ended with ${signal ?? status}.`)),
    );
  }).finally(() => {
    for (const event of ["message", "error", "close"]) child.removeAllListeners(event);
  });
}
