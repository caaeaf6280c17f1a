import { startWorker } from "./files";
import { Runner } from "./runner";

/** The two workers of a page: the database, and the runner, which may end before it. */
export class Machine {
  #database: Promise<Worker> | undefined;
  #runner: Promise<Runner> | undefined;

  /** The database that is running. */
  #worker: Worker | undefined;

  /** @param lost Called when the database has failed: its tables, and all variables, are gone */
  constructor(
    private readonly chapter: string,
    private readonly lost: (reason: Error) => void,
  ) {}

  /** Starts what isn't running. What couldn't be loaded is tried again the next time. */
  runner(): Promise<Runner> {
    const database = (this.#database ??= this.#startDatabase());
    const runner = (this.#runner ??= database.then((worker) => Runner.start(worker, this.chapter)));
    database.catch(() => this.#database === database && (this.#database = undefined));
    runner.catch(() => this.#runner === runner && (this.#runner = undefined));
    return runner;
  }

  /**
   * Ends the runner, whatever it does: variables are gone, tables stay.
   *
   * @param reason Why its cells reject; by default they were stopped
   */
  endRunner(reason?: Error): void {
    const runner = this.#runner;
    this.#runner = undefined;
    runner?.then((started) => started.end(reason), ignore);
  }

  /** Ends both: tables are gone as well. */
  end(reason?: Error): void {
    this.endRunner(reason);
    const database = this.#database;
    [this.#database, this.#worker] = [undefined, undefined];
    database?.then((started) => started.terminate(), ignore);
  }

  /** A request that a failed database never answers would wait for ever, so all ends with it. */
  async #startDatabase(): Promise<Worker> {
    const worker = await startWorker("database");
    this.#worker = worker;
    worker.onerror = (event) => {
      event.preventDefault();
      if (this.#worker !== worker) return;
      const reason = new Error(
        `The page's database failed (${event.message}), and its tables are lost. Run a cell again: it starts a new database and runs the cells before it.`,
      );
      this.end(reason);
      this.lost(reason);
    };
    return worker;
  }
}

/** The cell that asked for the worker shows the error. */
const ignore = () => undefined;
