import { startWorker } from "./files";
import { Runner } from "./runner";

/** The two workers of a page: the database, and the runner, which may end before it. */
export class Machine {
  #database: Promise<Worker> | undefined;
  #runner: Promise<Runner> | undefined;

  constructor(private readonly chapter: string) {}

  /** Starts what isn't running. What couldn't be loaded is tried again the next time. */
  runner(): Promise<Runner> {
    const database = (this.#database ??= startWorker("database"));
    const runner = (this.#runner ??= database.then((worker) => Runner.start(worker, this.chapter)));
    database.catch(() => this.#database === database && (this.#database = undefined));
    runner.catch(() => this.#runner === runner && (this.#runner = undefined));
    return runner;
  }

  /** Ends the runner, whatever it does: variables are gone, tables stay. */
  endRunner(): void {
    const runner = this.#runner;
    this.#runner = undefined;
    runner?.then((started) => started.end(), ignore);
  }

  /** Ends both: tables are gone as well. */
  end(): void {
    this.endRunner();
    const database = this.#database;
    this.#database = undefined;
    database?.then((started) => started.terminate(), ignore);
  }
}

/** Whoever asked for the worker was told. */
const ignore = () => undefined;
