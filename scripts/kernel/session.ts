import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";

const ROOT = path.resolve(__dirname, "../../..");

type Answer = {
  status: "ok" | "error" | "aborted";
  stdout: string;
  stderr: string;
  displayed: Record<string, string>[];
  /** The value of the last expression, as text. */
  result: string | null;
  /** The traceback of what ended the cell. */
  error: string;
};

/** A request, an interrupt or a heartbeat to send: at once, or when this text is printed. */
type TestMessage = { when?: string } & (
  | { type: string; content: object; channel?: "shell" | "control" }
  | { interrupt: true }
  | { heartbeat: true }
);

export type Exchanged = {
  reply: Record<string, unknown> | null;
  published: [type: string, content: Record<string, unknown>][];
  /** Its place among the replies, from 1. */
  place: number;
};

type Completions = { matches: string[]; cursor_start: number; cursor_end: number };

const NOTEBOOKS = path.join(ROOT, "notebooks");

/** A kernel for a test. */
export class Session {
  private readonly child: ChildProcess;
  private readonly lines: AsyncIterator<string>;
  private pid = 0;
  #noise = "";

  private constructor(env: NodeJS.ProcessEnv, folder: string) {
    const script = path.join(ROOT, "scripts", "kernel", "session.py");
    const python = path.join(ROOT, ".venv", "bin", "python");
    this.child = spawn(python, [script, folder], { env, stdio: ["pipe", "pipe", "pipe"] });
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#noise += text;
      process.stderr.write(text);
    });
    if (this.child.stdout === null) throw new Error("The session was started without pipes.");
    this.lines = createInterface(this.child.stdout)[Symbol.asyncIterator]();
  }

  /** Starts a kernel. @param folder Its working directory. Default: that of the notebooks */
  static async start(env: NodeJS.ProcessEnv = process.env, folder = NOTEBOOKS): Promise<Session> {
    const session = new Session(env, folder);
    session.pid = (await session.read<{ pid: number }>()).pid;
    return session;
  }

  get kernelPid(): number {
    return this.pid;
  }

  /** The kernel's own stderr, which Jupyter doesn't show. */
  get noise(): string {
    return this.#noise;
  }

  /** Runs a cell. With `interruptAt`, interrupts it as soon as it has printed this. */
  run(execute: string, interruptAt?: string): Promise<Answer> {
    return this.ask({ execute, interruptAt });
  }

  /**
   * Returns the completions at a position of this code, by default its end; positions count code
   * points.
   */
  complete(code: string, at = Array.from(code).length): Promise<Completions> {
    return this.ask({ complete: code, at });
  }

  /** Returns the documentation of the name before this position. */
  async inspect(code: string, at = Array.from(code).length): Promise<string> {
    const { data } = await this.ask<{ data: Record<string, string> }>({ inspect: code, at });
    return data["text/plain"] ?? "";
  }

  /** Sends requests of Jupyter's protocol at once, and waits until all of them are answered. */
  async exchange(...requests: TestMessage[]): Promise<Exchanged[]> {
    return (await this.ask<{ answers: Exchanged[] }>({ requests })).answers;
  }

  /** Starts a cell, and leaves it running once it has printed a text. */
  start(code: string, until: string, interruptAt?: string): Promise<{ printed: string }> {
    return this.ask({ start: code, until, interruptAt });
  }

  /** Ends the kernel, and resolves when it has ended. With `leave`, the kernel ends by itself. */
  end(how: "shutdown" | "restart" | "kill" | "leave"): Promise<unknown> {
    return this.ask({ end: how });
  }

  /** Ends the kernel, if it still runs, and the process that manages it. */
  async close(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const closed = new Promise((resolve) => this.child.once("close", resolve));
    this.child.stdin?.end();
    await closed;
  }

  private ask<T>(command: object): Promise<T> {
    this.child.stdin?.write(`${JSON.stringify(command)}\n`);
    return this.read<T>();
  }

  private async read<T>(): Promise<T> {
    const line = await this.lines.next();
    if (line.done === true) throw new Error("The kernel's session ended.");
    return JSON.parse(line.value) as T;
  }
}
