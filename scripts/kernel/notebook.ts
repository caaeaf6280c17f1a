/** Compiles the cells of a notebook, runs them as one program, and reports their results. */
import { setMaxListeners } from "node:events";
import path from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import { inspect } from "node:util";
import { INTERRUPT } from "../../lib/client/interrupt";
import { DISPLAY } from "../../lib/print/display";
import { complaintText, type Complaint } from "../cell/complaints";
import { Output } from "../cell/output";
import { Interrupted, Program, PROGRAM_SYMBOL, type Cell, type Result } from "../cell/program";
import { dataOf, UNCAUGHT, UNHANDLED } from "../cell/result";
import { Traces, type ErrorContent } from "../cell/traces";
import { INTERRUPTED, SIGNALS, STOPPABLE, type ToJupyter } from "./between-threads";
import { CompiledCells, completeness } from "./compiled-cells";
import { linesOf } from "./lines-of";
import { Modules } from "./modules";
import { codePointsOf, unitsOf } from "./positions";
import { quickInfo } from "./quick-info";
import { printTo } from "./standard-streams";

type Content = Record<string, unknown>;
type ToRun = { source: string; count: number; isSilent: boolean; interrupts: number };

/** The event loop's own, also while a cell replaces timers, as `mock.timers` of node:test does. */
const { clearTimeout, setImmediate, setTimeout } = globalThis;

/** Turns of the event loop within which a signal that has been sent arrives. */
const TURNS = 10;

/** Milliseconds that a learner reads before the compiler loads behind the scenes. */
const READING = 1_000;

/** What `import.meta` is in a module. */
const metaOf = (file: string) => ({
  dirname: path.dirname(file),
  filename: file,
  url: pathToFileURL(file).href,
});

export class Notebook {
  readonly #cells: CompiledCells;
  readonly #program: Program;
  readonly #traces: Traces;
  readonly #output: Output;
  readonly #flag: Int32Array;
  /** How many signals of this process have arrived. */
  #signals = 0;
  #interrupt: (() => void) | undefined;
  /** Aborted when the running cell is interrupted, which ends its requests. */
  #abort = new AbortController();

  #idle: NodeJS.Timeout | undefined;

  constructor(folder: string, flag: Int32Array, tell: (message: ToJupyter) => void) {
    this.#flag = flag;
    this.#output = new Output(tell);
    this.#traces = new Traces(inspect);
    this.#cells = new CompiledCells(folder);
    const modules = new Modules(folder, this.#traces, this.#display);
    this.#program = new Program({
      flag,
      meta: metaOf(path.join(folder, "cell.ts")),
      module: (specifier) => modules.load(specifier),
      import: (specifier) => Promise.resolve().then(() => modules.load(specifier)),
      evaluate: (expression, filename) =>
        new vm.Script(expression, { filename }).runInThisContext() as unknown,
    });
  }

  /** Takes over output and errors of this process. */
  takeOver(): void {
    this.#traces.install();
    printTo((name, text) => this.#output.print(name, text));
    console.clear = () => this.#output.clear();
    Object.assign(globalThis, {
      [PROGRAM_SYMBOL]: this.#program,
      [DISPLAY]: this.#display,
      [INTERRUPT]: () => this.#abort.signal,
    });
    process.on("SIGINT", this.#noteSignal);
    process.on("uncaughtException", (error) => this.#reportLate(UNCAUGHT, error));
    process.on("unhandledRejection", (error) => this.#reportLate(UNHANDLED, error));
  }

  /** Whether this can run as the first cell without the compiler. */
  knows(source: string): boolean {
    return this.#cells.knows(source);
  }

  /** Reads the types of the library and the SDK, so that the next new cell needn't wait for it. */
  warmUp(): void {
    if (!this.#cells.isCompilerLoaded)
      this.#cells.compiler().compile('import "../lib"; import "@aws-sdk/client-dynamodb";');
  }

  /** Answers a request. An internal error is answered too, so that no cell hangs. */
  async answer(type: string, content: Content): Promise<Content> {
    try {
      return await this.#answerTo(type, content);
    } catch (error) {
      return { status: "error", ...this.#traces.contentOf(error) };
    }
  }

  #answerTo(type: string, content: Content): Content | Promise<Content> {
    const code = String(content["code"]);
    if (type === "execute") return this.#execute(code, content);
    if (type === "complete") return this.#complete(code, Number(content["cursor_pos"]));
    if (type === "inspect") return this.#inspect(code, Number(content["cursor_pos"]));
    return completeness(code);
  }

  /** Ends the running cell, if there is one. */
  interrupt(): void {
    this.#interrupt?.();
    this.#abort.abort();
  }

  async #execute(source: string, content: Content): Promise<Content> {
    const cell = {
      source,
      count: Number(content["execution_count"]),
      isSilent: content["silent"] === true,
      interrupts: Number(content["interrupts"]),
    };
    const ends = { execution_count: cell.count, user_expressions: {}, payload: [] };
    clearTimeout(this.#idle);
    this.#output.begin();
    try {
      const failure = await this.#run(cell);
      // Output of the same turn still belongs to the cell.
      await new Promise((resolve) => setImmediate(resolve));
      if (failure === undefined) {
        const asked = content["user_expressions"] as Record<string, string> | undefined;
        return { status: "ok", ...ends, user_expressions: await this.#valuesOf(asked ?? {}) };
      }
      if (!cell.isSilent) this.#output.publish("error", failure);
      return { status: "error", ...failure, ...ends };
    } finally {
      this.#output.end();
      this.#idle = setTimeout(() => this.warmUp(), READING).unref();
    }
  }

  async #run({ source, count, isSilent, interrupts }: ToRun): Promise<ErrorContent | undefined> {
    try {
      const prepared = this.#prepared(source, count);
      if ("refused" in prepared) return refusal(prepared.refused);
      await this.#untilSignalled();
      // If it was interrupted until now, such as while the compiler was busy, it doesn't start.
      if (this.#flag[INTERRUPTED] !== interrupts) throw new Interrupted();
      this.#cells.started();
      const result = await this.#untilInterrupted(prepared.run);
      if (result?.value === undefined || isSilent) return undefined;
      const shown = { execution_count: count, data: dataOf(inspect, result.value), metadata: {} };
      this.#output.publish("execute_result", shown);
      return undefined;
    } catch (error) {
      const isSignal = isInterrupt(error) && !(error instanceof Interrupted);
      if (isSignal) this.#noteSignal();
      return this.#traces.contentOfCell(isSignal ? new Interrupted() : error);
    }
  }

  #prepared(source: string, count: number): { refused: Complaint[] } | Pick<Cell, "run"> {
    const compiled = this.#cells.compile(source);
    if ("refused" in compiled) return compiled;
    const file = this.#traces.nameFor(count);
    const cell = this.#program.cell(compiled.js, file);
    this.#traces.addCell(file, source, linesOf(compiled.map), cell);
    return { run: cell.run };
  }

  /** Evaluates the expressions that a frontend requests with a cell. */
  async #valuesOf(expressions: Record<string, string>): Promise<Content> {
    const values: Content = {};
    for (const [name, expression] of Object.entries(expressions)) {
      values[name] = await this.#valueOf(expression);
    }
    return values;
  }

  async #valueOf(expression: string): Promise<Content> {
    try {
      const prepared = this.#prepared(expression, 0);
      if ("refused" in prepared) return { status: "error", ...refusal(prepared.refused) };
      const result = await this.#untilInterrupted(prepared.run);
      return { status: "ok", data: dataOf(inspect, result?.value), metadata: {} };
    } catch (error) {
      return { status: "error", ...this.#traces.contentOf(error) };
    }
  }

  /** A signal for the cell before may still be under way: it must not end this one. */
  async #untilSignalled(): Promise<void> {
    const isUnderWay = () => this.#signals !== Atomics.load(this.#flag, SIGNALS);
    for (let turn = 0; turn < TURNS && isUnderWay(); turn++)
      await new Promise((resolve) => setImmediate(resolve));
    if (!isUnderWay()) return;
    takeLostSignal(this.#flag);
    this.#noteSignal();
  }

  /** Several signals may arrive as one. */
  readonly #noteSignal = (): void => {
    this.#signals = Atomics.load(this.#flag, SIGNALS);
  };

  async #untilInterrupted(run: () => Promise<Result>): Promise<Result> {
    this.#abort = new AbortController();
    // A cell may have many requests in flight.
    setMaxListeners(0, this.#abort.signal);
    const interrupted = new Promise<never>((_, reject) => {
      this.#interrupt = () => reject(new Interrupted());
    });
    interrupted.catch(() => undefined);
    const running = new Promise<Result>((resolve) => resolve(inScript(run, this.#flag)));
    // After an interrupt nothing awaits it any more.
    running.catch(() => undefined);
    try {
      return await Promise.race([running, interrupted]);
    } finally {
      this.#interrupt = undefined;
    }
  }

  #complete(source: string, cursor: number): Content {
    const { start, end, found } = this.#cells.compiler().complete(source, unitsOf(source, cursor));
    return {
      status: "ok",
      matches: found.map(({ name }) => name),
      cursor_start: codePointsOf(source, start),
      cursor_end: codePointsOf(source, end),
      metadata: {},
    };
  }

  #inspect(source: string, cursor: number): Content {
    const info = this.#cells.compiler().inspect(source, unitsOf(source, cursor));
    return {
      status: "ok",
      found: info !== undefined,
      data: info === undefined ? {} : { "text/plain": quickInfo(info) },
      metadata: {},
    };
  }

  readonly #display = (message: object, update = false): void =>
    this.#output.publish(update ? "update_display_data" : "display_data", message);

  /** Reports an error that no cell awaits. */
  #reportLate(introduction: string, error: unknown): void {
    const isOfInterrupt = this.#flag[INTERRUPTED] !== this.#program.epoch && isAbort(error);
    if (isInterrupt(error) || isOfInterrupt) return;
    const lines = [introduction, ...this.#traces.contentOf(error).traceback];
    this.#output.print("stderr", `${lines.join("\n")}\n`);
  }
}

const CALL = Symbol.for("dynamodb-in-examples.call");
const script = new vm.Script(`globalThis[Symbol.for(${JSON.stringify(CALL.description)})]()`);

/** Calls a function in a script that SIGINT can stop, even in synchronous code. */
function inScript<T>(call: () => T, flag: Int32Array): T {
  const value = () => {
    Atomics.store(flag, STOPPABLE, 1);
    try {
      return call();
    } finally {
      Atomics.store(flag, STOPPABLE, 0);
    }
  };
  Object.defineProperty(globalThis, CALL, { value, configurable: true });
  try {
    return script.runInThisContext({ breakOnSigint: true }) as T;
  } finally {
    // A signal ends the script without the `finally` in it.
    Atomics.store(flag, STOPPABLE, 0);
  }
}

/** Milliseconds in which node:vm ends a script for a signal that it has kept. */
const KEPT = 200;
const now = performance.now.bind(performance);

/**
 * Takes a signal that arrived while a script ended: node:vm keeps it, and would end the next script,
 * which is the next cell.
 */
function takeLostSignal(flag: Int32Array): void {
  const end = now() + KEPT;
  while (now() < end)
    try {
      inScript(() => {
        while (now() < end);
      }, flag);
    } catch (error) {
      if (!isInterrupt(error)) throw error;
    }
}

function isInterrupt(error: unknown): boolean {
  try {
    return (
      error instanceof Interrupted ||
      (error as { code?: unknown } | null)?.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED"
    );
  } catch {
    return false; // What a cell throws may throw when it is read.
  }
}

function isAbort(error: unknown): boolean {
  try {
    return error instanceof Error && error.name === "AbortError";
  } catch {
    return false;
  }
}

const refusal = (complaints: readonly Complaint[]): ErrorContent => ({
  ename: "TypeScriptError",
  evalue: complaints[0]?.message ?? "",
  traceback: complaints.map(complaintText),
});
