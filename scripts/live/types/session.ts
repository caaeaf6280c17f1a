import { readFileSync } from "node:fs";
import path from "node:path";
import { runInNewContext } from "node:vm";
import type { Worker } from "node:worker_threads";
import { siteForTests } from "../../docs/site-for-tests";
import type { FromTypes, ToTypes } from "../protocol";
import { startThread } from "../thread";

type Question = Omit<Extract<ToTypes, { ask: "complaints" }>, "id"> | Asked;
type Asked = Omit<Extract<ToTypes, { offset: number }>, "id">;

/** How to settle a question. */
type Waiting = { resolve: (answer: FromTypes) => void; reject: (error: Error) => void };

/** The worker that knows types, in a thread, for tests. */
export class TypesSession {
  #last = 0;
  readonly #waiting = new Map<number, Waiting>();

  private constructor(
    readonly bundle: string,
    private readonly worker: Worker,
  ) {
    worker.on("message", (answer: FromTypes) => {
      if ("id" in answer) this.#waiting.get(answer.id)?.resolve(answer);
    });
    worker.on("error", (error) => this.#waiting.forEach(({ reject }) => reject(error)));
  }

  static async start(): Promise<TypesSession> {
    const bundle = bundleIn(await siteForTests());
    const worker = startThread(bundle);
    await new Promise((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
    });
    return new TypesSession(bundle, worker);
  }

  ask(question: Question): Promise<FromTypes> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, ...question });
    });
  }

  async complaints(cells: readonly string[]): Promise<string[]> {
    const answer = await this.ask({ ask: "complaints", cells: [...cells] });
    return "complaints" in answer ? answer.complaints : [];
  }

  close(): Promise<number> {
    return this.worker.terminate();
  }
}

/** The worker as the site has it: to make it anew takes as long as all that a test asks. */
function bundleIn(site: string): string {
  const page: { liveSources?: Record<string, string> } = {};
  runInNewContext(readFileSync(path.join(site, "_static", "live", "types.js"), "utf8"), page);
  const bundle = page.liveSources?.["types"];
  if (bundle === undefined) throw new Error("The site's types.js doesn't hold the worker.");
  return bundle;
}
