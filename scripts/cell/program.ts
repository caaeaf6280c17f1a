import type { Origin, Place } from "./edits";
import { rewrite } from "./rewrite";
import { Variables, type Kind, type Variable } from "./variables";

/** What a program takes from where it runs. */
export type Surroundings = {
  /** Evaluates an expression; `file` is what stack traces call it. */
  evaluate(expression: string, file: string): unknown;
  /** What an import statement gets. */
  module(specifier: string): object;
  /** What `import()` gets. */
  import(specifier: string): Promise<object>;
  /** The value of `import.meta`. */
  meta: object;
  /** Its first element is raised, perhaps by another thread, when the running cell is interrupted. */
  flag: Int32Array;
};

/** What a cell's last expression gave; nothing if its last statement is none. */
export type Result = { value: unknown } | undefined;

/** A cell that is ready to run; a place in its stack traces comes from this place of its JavaScript, lines and columns from 0. */
export type Cell = {
  run: () => Promise<Result>;
  origin: Origin;
  /** The place in its JavaScript where it awaits, or awaited last, outside of functions. */
  awaiting: () => Place | undefined;
};

type Compiled = (program: Program) => Promise<Result>;

type Iterated<T> = AsyncIterable<T> | Iterable<T | PromiseLike<T>>;

/** Thrown where a cell goes on after it was interrupted. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor() {
    super("You interrupted this cell.");
  }
}

/** A notebook as one program: its cells run one after the other and share what they declare. */
export class Program {
  readonly #variables = new Variables();
  readonly #surroundings: Surroundings;
  /** What the flag was when the newest cell began. */
  epoch = 0;
  /** Where the newest cell awaits: an offset in its JavaScript. */
  #awaiting: number | undefined;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /**
   * Compiles a cell.
   * @param js its JavaScript, as a module
   * @throws SyntaxError
   */
  cell(js: string, file: string): Cell {
    this.#awaiting = undefined;
    const { expression, origin } = rewrite(js, (name) => this.#variables.kindOf(name));
    const compiled = this.#surroundings.evaluate(expression, file) as Compiled;
    const run = () => {
      this.epoch = this.flag[0] ?? 0;
      this.#awaiting = undefined;
      return compiled(this);
    };
    return { run, origin, awaiting: () => placeAt(js, this.#awaiting) };
  }

  /** The value of a variable of the notebook. */
  valueOf(name: string): unknown {
    return this.#variables.get(name).v;
  }

  // The rest is called by compiled cells.

  get flag(): Int32Array {
    return this.#surroundings.flag;
  }

  get meta(): object {
    return this.#surroundings.meta;
  }

  module(specifier: string): object {
    return this.#surroundings.module(specifier);
  }

  import(specifier: unknown): Promise<object> {
    return this.#surroundings.import(String(specifier));
  }

  variable(name: string): Variable {
    return this.#variables.get(name);
  }

  announced(name: string): Variable {
    return this.#variables.announced(name);
  }

  declared(name: string, kind: Kind): Variable {
    return this.#variables.declared(name, kind);
  }

  initialized(name: string, kind: Kind, value: unknown): Variable {
    return this.#variables.initialized(name, kind, value);
  }

  imported(name: string, read: () => unknown): Variable {
    return this.#variables.imported(name, read);
  }

  constant(name: string): never {
    return this.#variables.constant(name);
  }

  stop(): never {
    throw new Interrupted();
  }

  /** An `await` begins here; returns the cell's epoch. */
  awaits(offset: number): number {
    this.#awaiting = offset;
    return this.epoch;
  }

  /** What an `await` gave, unless its cell was interrupted meanwhile. */
  resumed<T>(epoch: number, value: T): T {
    if (this.flag[0] !== epoch) this.stop();
    return value;
  }

  /** A function that a promise will call, unless its cell is interrupted before: then the chain ends with that. */
  callback(...values: unknown[]): unknown {
    const { epoch } = this;
    // Several, if they were separated by commas: the last one counts.
    const value = values.at(-1);
    if (typeof value !== "function") return value;
    return (...given: unknown[]): unknown => {
      this.resumed(epoch, undefined);
      return (value as (...given: unknown[]) => unknown)(...given);
    };
  }

  /** What a `for await` goes through: it ends when its cell is interrupted, also while it waits. */
  async *guarded<T>(epoch: number, ...values: Iterated<T>[]): AsyncGenerator<Awaited<T>> {
    // Several, if they were separated by commas: the last one counts.
    const iterated = values.at(-1);
    if (!isIterable(iterated)) throw new TypeError(`${String(iterated)} is not async iterable`);
    for await (const value of iterated) {
      this.resumed(epoch, undefined);
      yield value;
    }
    this.resumed(epoch, undefined);
  }

  readonly setTimeout = this.#untilInterrupted(globalThis.setTimeout);
  readonly setInterval = this.#untilInterrupted(globalThis.setInterval);
  /** Not every engine has it. */
  readonly setImmediate =
    "setImmediate" in globalThis ? this.#untilInterrupted(globalThis.setImmediate) : undefined;

  /** A timer of the engine, whose callbacks are dropped once the cell that set it is interrupted. */
  #untilInterrupted<T extends object>(original: T): T {
    const timer = (callback: (...values: unknown[]) => void, ...more: unknown[]): unknown => {
      const { epoch } = this;
      const unlessInterrupted = (...values: unknown[]) => {
        if (this.flag[0] === epoch) callback(...values);
      };
      return (original as (...all: unknown[]) => unknown)(unlessInterrupted, ...more);
    };
    // Its name, and how util.promisify() makes a promise of it.
    return Object.defineProperties(
      timer,
      Object.getOwnPropertyDescriptors(original),
    ) as unknown as T;
  }
}

function placeAt(text: string, offset: number | undefined): Place | undefined {
  if (offset === undefined) return undefined;
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, column: before.at(-1)?.length ?? 0 };
}

/** Also texts are; `in` would refuse them. */
function isIterable<T>(value: Iterated<T> | null | undefined): value is Iterated<T> {
  const { [Symbol.asyncIterator]: async, [Symbol.iterator]: sync } = Object(value) as Partial<
    AsyncIterable<T> & Iterable<T>
  >;
  return typeof (async ?? sync) === "function";
}
