import { PASSED } from "../../../notebooks/exercises/framework/passed";
import { DISPLAY, type WriteDisplayData } from "../../../lib/print/display";
import { Output as Limited, type Published, type StreamName } from "../../cell/output";
import { Printer } from "../../cell/printer";
import { Interrupted, Program, PROGRAM_SYMBOL } from "../../cell/program";
import { dataOf, UNCAUGHT, UNHANDLED } from "../../cell/result";
import { Traces, type ErrorContent } from "../../cell/traces";
import type { FromRunner, ToRunner } from "../protocol";
import { compile, parsed, Refused } from "./compile";
import { consoleOn } from "./console";
import { messageOf } from "./messages";
import { Modules } from "./modules";
import { nodeGlobals } from "./node-globals";
import { inspect } from "./page/util";

type Run = Extract<ToRunner, { run: object }>["run"];
type Post = (message: FromRunner) => void;

/** The engine's own, also while a cell replaces timers. */
const { setTimeout } = globalThis;

/** Runs the cells of a chapter as one program, one after another, and reports what they show. */
export class Runner {
  readonly #program: Program;
  readonly #traces = new Traces(inspect);
  readonly #printer = new Printer(({ name, text }) =>
    this.#send({ publish: "stream", content: { name, text } }),
  );
  // A page can't write to a file.
  readonly #output = new Limited((message) => this.#tell(message), "Print less.");
  /** The cell that runs, or ran last: output belongs to it. */
  #number = 0;
  #passed: string[] = [];
  #last: Promise<void> = Promise.resolve();

  constructor(
    chapter: string,
    private readonly post: Post,
  ) {
    const modules = new Modules(chapter);
    this.#program = new Program({
      // No memory is shared with the page: its Stop ends this worker.
      flag: new Int32Array(1),
      meta: { url: `https://this-page.localhost/${chapter}.ts` },
      module: (specifier) => modules.load(specifier),
      import: (specifier) => Promise.resolve().then(() => modules.load(specifier)),
      evaluate,
    });
    this.#takeOver();
    Object.assign(globalThis, nodeGlobals(chapter));
  }

  /** Runs a cell after those before it. */
  run(cell: Run): Promise<void> {
    return (this.#last = this.#last.then(() => this.#execute(cell)));
  }

  /** Reports an error that was thrown in a callback. */
  reportUncaught(error: unknown): void {
    this.#reportLate(UNCAUGHT, error);
  }

  /** Reports the reason of a rejected promise that nothing awaits. */
  reportUnhandled(reason: unknown): void {
    this.#reportLate(UNHANDLED, reason);
  }

  #takeOver(): void {
    this.#traces.install();
    const print = (name: StreamName, text: string) => this.#output.print(name, text);
    const write: WriteDisplayData = (message, update = false) =>
      this.#output.publish(update ? "update_display_data" : "display_data", message);
    Object.assign(
      globalThis.console,
      consoleOn(print, () => this.#output.clear()),
    );
    Object.assign(globalThis, {
      [PROGRAM_SYMBOL]: this.#program,
      [DISPLAY]: write,
      [PASSED]: (name: string) => this.#passed.push(name),
    });
    for (const name of ["stdout", "stderr"] as const)
      Object.assign(process, { [name]: { write: (text: unknown) => print(name, String(text)) } });
  }

  async #execute({ number, code }: Run): Promise<void> {
    this.#number = number;
    this.#passed = [];
    this.#output.begin();
    const failure = await this.#failureOf(number, code);
    // Output of the same turn still belongs to the cell.
    await new Promise((resolve) => setTimeout(resolve));
    if (failure !== undefined) this.#output.publish("error", failure);
    this.#output.end();
    this.#printer.flush();
    const status = failure === undefined ? "ok" : "error";
    this.post({ done: { number, status, passed: this.#passed } });
  }

  async #failureOf(number: number, code: string): Promise<ErrorContent | undefined> {
    try {
      const result = await this.#prepared(number, code)();
      if (result?.value === undefined) return undefined;
      this.#output.publish("execute_result", { data: dataOf(inspect, result.value) });
      return undefined;
    } catch (error) {
      return error instanceof Refused ? error.content : this.#traces.contentOfCell(error);
    }
  }

  #prepared(number: number, code: string) {
    const file = this.#traces.nameFor(number);
    const js = compile(code);
    const cell = parsed(code, js, () => this.#program.cell(js, file));
    // Only types are taken away, so each line stays where it is.
    this.#traces.addCell(file, code, ({ line }) => line + 1, cell);
    return cell.run;
  }

  #reportLate(introduction: string, error: unknown): void {
    if (error instanceof Interrupted) return;
    const lines = [introduction, ...this.#traces.contentOf(error).traceback];
    this.#output.print("stderr", `${lines.join("\n")}\n`);
  }

  #tell(message: Published): void {
    if (message.publish === "stream")
      return this.#printer.print(message.content as { name: StreamName; text: string });
    this.#printer.flush();
    this.#send(message);
  }

  #send(message: Published): void {
    this.post(messageOf(this.#number, message));
  }
}

/** Evaluates outside of all functions; stack traces name it `file`. */
const evaluate = (expression: string, file: string): unknown =>
  (0, eval)(`${expression}\n//# sourceURL=${file}`) as unknown;
