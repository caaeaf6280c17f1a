import type { Origin, Place } from "./edits";
import { rewrite } from "./rewrite";
import { Variables, type Kind, type Variable } from "./variables";

/** The global symbol under which the checks and the learner's files find the notebook's program. */
export const PROGRAM_SYMBOL = Symbol.for("dynamodb-in-examples.program");

/** The environment of a program: how it evaluates code, and where its modules come from. */
export type Surroundings = {
  /** Evaluates an expression; stack traces name it `file`. */
  evaluate(expression: string, file: string): unknown;
  /** Returns the module of an import statement. */
  module(specifier: string): object;
  /** Resolves with the module of an `import()`. */
  import(specifier: string): Promise<object>;
  /** The value of `import.meta`. */
  meta: object;
  /**
   * Its first element is incremented, perhaps by another thread, when the running cell is
   * interrupted.
   */
  flag: Int32Array;
};

/** The value of a cell's last expression; `undefined` if its last statement isn't an expression. */
export type Result = { value: unknown } | undefined;

/** A cell that is ready to run. */
export type Cell = {
  run: () => Promise<Result>;
  /** Maps a place in its stack traces to its JavaScript; lines and columns count from 0. */
  origin: Origin;
  /** Returns the place in its JavaScript where it awaits, or last awaited, outside of functions. */
  awaiting: () => Place | undefined;
};

type Compiled = (program: Program) => Promise<Result>;

type Iterated<T> = AsyncIterable<T> | Iterable<T | PromiseLike<T>>;

/** Thrown at the next loop, call or `await` of a cell that was interrupted. */
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
  /** The value of the flag when the newest cell began. */
  epoch = 0;
  /** The offset in the newest cell's JavaScript where it awaits. */
  #awaiting: number | undefined;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /**
   * Compiles a cell.
   *
   * @param js Its JavaScript, as a module
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

  /** Returns the value of a variable of the notebook. */
  valueOf(name: string): unknown {
    return this.#variables.get(name).v;
  }

  // Compiled cells call the rest.

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

  /** Notes where an `await` begins, and returns the cell's epoch. */
  awaits(offset: number): number {
    this.#awaiting = offset;
    return this.epoch;
  }

  /** Returns the value of an `await`. @throws Interrupted if its cell was interrupted meanwhile */
  resumed<T>(epoch: number, value: T): T {
    if (this.flag[0] !== epoch) this.stop();
    return value;
  }

  /** Wraps a function that a promise is going to call: if its cell is interrupted before, it throws. */
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

  /** Iterates for a `for await`, and throws once its cell is interrupted. */
  async *guarded<T>(epoch: number, ...values: Iterated<T>[]): AsyncGenerator<Awaited<T>> {
    // With a comma operator there are several values: the last one counts.
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
  /** Undefined in engines that lack it. */
  readonly setImmediate =
    "setImmediate" in globalThis ? this.#untilInterrupted(globalThis.setImmediate) : undefined;

  /**
   * Wraps a timer of the engine: its callbacks are dropped once the cell that set it is
   * interrupted.
   */
  #untilInterrupted<T extends object>(original: T): T {
    const timer = (callback: (...values: unknown[]) => void, ...more: unknown[]): unknown => {
      const { epoch } = this;
      const unlessInterrupted = (...values: unknown[]) => {
        if (this.flag[0] === epoch) callback(...values);
      };
      return (original as (...all: unknown[]) => unknown)(unlessInterrupted, ...more);
    };
    // The timer's name, and the function that util.promisify() uses.
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

/** Tells whether a value is iterable. Strings are too, and `in` throws on them. */
function isIterable<T>(value: Iterated<T> | null | undefined): value is Iterated<T> {
  const { [Symbol.asyncIterator]: async, [Symbol.iterator]: sync } = Object(value) as Partial<
    AsyncIterable<T> & Iterable<T>
  >;
  return typeof (async ?? sync) === "function";
}
