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

type Completions = { matches: string[]; cursor_start: number; cursor_end: number };

const NOTEBOOKS = path.join(ROOT, "notebooks");

/** A kernel for a test. */
export class Session {
  private readonly child: ChildProcess;
  private readonly lines: AsyncIterator<string>;
  private pid = 0;

  private constructor(env: NodeJS.ProcessEnv, folder: string) {
    const script = path.join(ROOT, "scripts", "kernel", "session.py");
    const python = path.join(ROOT, ".venv", "bin", "python");
    const stdio: ["pipe", "pipe", "inherit"] = ["pipe", "pipe", "inherit"];
    this.child = spawn(python, [script, folder], { env, stdio });
    if (this.child.stdout === null) throw new Error("The session was started without pipes.");
    this.lines = createInterface(this.child.stdout)[Symbol.asyncIterator]();
  }

  /** @param folder where the kernel works: that of the notebooks, if none is named */
  static async start(env: NodeJS.ProcessEnv = process.env, folder = NOTEBOOKS): Promise<Session> {
    const session = new Session(env, folder);
    session.pid = (await session.read<{ pid: number }>()).pid;
    return session;
  }

  get kernelPid(): number {
    return this.pid;
  }

  /** Runs a cell; `interruptAt`: as soon as it has printed this, it is interrupted. */
  run(execute: string, interruptAt?: string): Promise<Answer> {
    return this.ask({ execute, interruptAt });
  }

  /** What is offered behind this code; places count code points. */
  complete(code: string, at = Array.from(code).length): Promise<Completions> {
    return this.ask({ complete: code, at });
  }

  /** What is said of the name before this place. */
  async inspect(code: string, at = Array.from(code).length): Promise<string> {
    const { data } = await this.ask<{ data: Record<string, string> }>({ inspect: code, at });
    return data["text/plain"] ?? "";
  }

  end(how: "shutdown" | "restart" | "kill"): Promise<unknown> {
    return this.ask({ end: how });
  }

  /** Ends the kernel, if it still runs, and whoever holds it. */
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
