import type { Completion, FromTypes, ToTypes } from "../protocol";
import { hasFile, startWorker } from "./files";

/** What is asked, without the number that the answer carries too. */
type Question = ToTypes extends infer Each
  ? Each extends ToTypes
    ? Omit<Each, "id">
    : never
  : never;

export type Completions = { from: number; to: number; options: Completion[] };
export type Hover = { from: number; to: number; signature: string; documentation: string };

type Metered = { connection?: { saveData?: boolean } };

/**
 * The worker that knows types. It loads in the background after the first run, and never for a
 * reader who saves data. Until it is there, and where it fails, cells run without it.
 */
export class Types {
  #worker: Worker | undefined;
  #begun = false;
  #last = 0;
  #asked = new Map<number, (answer: FromTypes | undefined) => void>();

  /** Loads the worker, once. */
  async load(): Promise<void> {
    if (this.#begun || !hasFile("types") || isMetered()) return;
    this.#begun = true;
    const worker = await startWorker("types").catch(({ message }: Error) => {
      // Nothing waits for it, and cells run without it.
      console.warn(message);
    });
    if (worker === undefined) return;
    worker.onerror = () => this.#giveUp();
    worker.onmessage = ({ data }: MessageEvent<FromTypes>) => {
      if ("ready" in data) this.#arrive(worker);
      else this.#answer(data.id, data);
    };
  }

  get areReady(): boolean {
    return this.#worker !== undefined;
  }

  /** The complaints about the last of these cells, in the words of the kernel. */
  async complaints(cells: string[]): Promise<string[]> {
    const answer = await this.#ask({ ask: "complaints", cells });
    return answer !== undefined && "complaints" in answer ? answer.complaints : [];
  }

  async completions(cells: string[], offset: number): Promise<Completions | undefined> {
    const answer = await this.#ask({ ask: "completions", cells, offset });
    return answer !== undefined && "completions" in answer ? answer.completions : undefined;
  }

  async hover(cells: string[], offset: number): Promise<Hover | undefined> {
    const answer = await this.#ask({ ask: "hover", cells, offset });
    return answer !== undefined && "hover" in answer ? answer.hover : undefined;
  }

  #arrive(worker: Worker): void {
    this.#worker = worker;
    document.documentElement.dataset["liveTypes"] = "ready";
  }

  #ask(question: Question): Promise<FromTypes | undefined> {
    const worker = this.#worker;
    if (worker === undefined) return Promise.resolve(undefined);
    const id = ++this.#last;
    worker.postMessage({ id, ...question });
    return new Promise((resolve) => this.#asked.set(id, resolve));
  }

  #answer(id: number, answer: FromTypes | undefined): void {
    this.#asked.get(id)?.(answer);
    this.#asked.delete(id);
  }

  /** A compiler that failed answers nothing more: cells run without it. */
  #giveUp(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const id of [...this.#asked.keys()]) this.#answer(id, undefined);
  }
}

const isMetered = () => (navigator as Navigator & Metered).connection?.saveData === true;
