/**
 * The kernel's thread that talks to Jupyter: it owns the sockets, so that heartbeat, output and
 * interrupts work while the other thread runs a cell.
 */
import { readFileSync, writeSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { randomUUID } from "node:crypto";
import { Publisher, Reply, Router } from "zeromq";
import {
  CLOSED,
  INTERRUPTED,
  SIGNAL_AFTER,
  SIGNALS,
  STOPPABLE,
  type ThreadData,
  type ToCells,
  type ToJupyter,
  type Work,
} from "./between-threads";
import { Printer } from "../cell/printer";
import { kernelInfo } from "./kernel-info";
import { History } from "./history";
import { Outbox } from "./outbox";
import { read, write, type Connection, type Message } from "./wire";

/** Milliseconds until a message says that a cell can't be interrupted. */
const STUCK_AFTER = 2_000;
/** Milliseconds in which the last messages leave: zeromq sends them from a thread of its own. */
const END_AFTER = 100;

const STDERR = 2;

const STUCK =
  "This cell can't be interrupted: it is inside a loop that isn't its own. Only a restart helps (Kernel → Restart Kernel…); variables and the notebook's tables are lost then.\n";

if (parentPort === null) throw new Error("This file is a thread of the kernel.");
const cells = parentPort;
const { connectionFile, flag } = workerData as ThreadData;

/**
 * Milliseconds in which what was sent may still leave when a socket is closed. By default the process
 * would wait for ever for a reader that is gone; after half a second zeromq prints a warning.
 */
const LINGER = 300;

class Server {
  readonly #connection = JSON.parse(readFileSync(connectionFile, "utf8")) as Connection;
  readonly #session = randomUUID();
  readonly #shell = new Router({ linger: LINGER });
  readonly #control = new Router({ linger: LINGER });
  readonly #stdin = new Router({ linger: LINGER });
  readonly #heartbeat = new Reply({ linger: LINGER });
  // Without a bound: a publisher silently drops messages beyond it, even the end of a cell.
  readonly #iopub = new Publisher({ sendHighWaterMark: 0, linger: LINGER });
  readonly #toAll = new Outbox(this.#iopub);
  readonly #toShell = new Outbox(this.#shell);
  readonly #toControl = new Outbox(this.#control);
  readonly #printer = new Printer((text) => this.#publish("stream", text));
  /** Requests in the queue. */
  #waiting: Message[] = [];
  /** The request of the cell that runs, or ran last: output belongs to it. */
  #current: Message | undefined;
  #answered: ((content: Work["content"]) => void) | undefined;
  #isWorking = false;
  /** Ends when the sockets are closed. */
  #listening: Promise<unknown> = Promise.resolve();
  #count = 0;
  #stuck: ReturnType<typeof setTimeout>[] = [];
  readonly #history = new History();

  async listen(): Promise<void> {
    const { transport, ip, shell_port, control_port, stdin_port, hb_port, iopub_port } =
      this.#connection;
    // As jupyter_client has it: of an ipc connection `ip` is the path of a file.
    const separator = transport === "ipc" ? "-" : ":";
    const bind = (socket: { bind(address: string): Promise<void> }, port: number) =>
      socket.bind(`${transport}://${ip}${separator}${port}`);
    await Promise.all([
      bind(this.#shell, shell_port),
      bind(this.#control, control_port),
      bind(this.#stdin, stdin_port),
      bind(this.#heartbeat, hb_port),
      bind(this.#iopub, iopub_port),
    ]);
    cells.on("message", (message: ToJupyter) => void this.#fromCells(message));
    this.#listening = Promise.all([this.#receive(), this.#receiveControl(), this.#beat()]);
    await this.#listening;
  }

  async #receive(): Promise<void> {
    for await (const frames of this.#shell) {
      const message = this.#read(frames);
      if (message === undefined) continue;
      this.#waiting.push(message);
      void this.#workOff();
    }
  }

  async #receiveControl(): Promise<void> {
    for await (const frames of this.#control) {
      const message = this.#read(frames);
      if (message === undefined) continue;
      this.#status("busy", message);
      this.#reply(this.#toControl, message, this.#controlled(message));
      this.#status("idle", message);
      if (message.header.msg_type === "shutdown_request") await this.#end();
    }
  }

  /** Reads a message. Ignores invalid or unsigned ones, which must not end the kernel. */
  #read(frames: Buffer[]): Message | undefined {
    try {
      return read(this.#connection.key, frames);
    } catch {
      return undefined;
    }
  }

  async #beat(): Promise<void> {
    for await (const frames of this.#heartbeat)
      if (!this.#heartbeat.closed) await this.#heartbeat.send(frames);
  }

  #controlled({ header, content }: Message): Message["content"] {
    if (header.msg_type === "shutdown_request")
      return { status: "ok", restart: content["restart"] === true };
    if (header.msg_type === "kernel_info_request") return kernelInfo;
    if (header.msg_type !== "interrupt_request") return unknownRequest(header.msg_type);
    this.#interrupt();
    return { status: "ok" };
  }

  /** Answers the queued requests one after another. */
  async #workOff(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    for (
      let message = this.#waiting.shift();
      message !== undefined;
      message = this.#waiting.shift()
    )
      await this.#work(message);
    this.#isWorking = false;
  }

  async #work(message: Message): Promise<void> {
    this.#printer.flush();
    // Only cells print: output during a completion still belongs to the last cell.
    if (message.header.msg_type === "execute_request") this.#current = message;
    this.#status("busy", message);
    const content = await this.#contentFor(message);
    this.#calm();
    this.#printer.flush();
    if (isRequest(message)) this.#reply(this.#toShell, message, content);
    this.#status("idle", message);
    if (message.header.msg_type === "shutdown_request") return this.#end();
    if (
      message.header.msg_type === "execute_request" &&
      content["status"] === "error" &&
      message.content["stop_on_error"] !== false
    )
      this.#abortWaiting();
  }

  async #contentFor(message: Message): Promise<Message["content"]> {
    const { header, content } = message;
    switch (header.msg_type) {
      case "execute_request":
        return this.#execute(content);
      case "complete_request":
      case "inspect_request":
      case "is_complete_request":
        return this.#ask(header.msg_type.replace("_request", "") as Work["type"], content);
      case "kernel_info_request":
        return kernelInfo;
      case "history_request":
        return { status: "ok", history: this.#history.answer(content) };
      case "comm_info_request":
        return { status: "ok", comms: {} };
      case "shutdown_request":
        return { status: "ok", restart: content["restart"] === true };
      case "comm_open":
        // The answer that the protocol requires of a kernel without such a comm.
        this.#send("comm_close", { comm_id: content["comm_id"], data: {} }, header);
        return {};
      default:
        return unknownRequest(header.msg_type);
    }
  }

  #execute(content: Message["content"]): Promise<Message["content"]> {
    const code = String(content["code"]);
    const isSilent = content["silent"] === true;
    if (!isSilent && content["store_history"] !== false) {
      this.#count++;
      this.#history.add(this.#count, code);
    }
    if (!isSilent) this.#publish("execute_input", { code, execution_count: this.#count });
    const interrupts = Atomics.load(flag, INTERRUPTED);
    return this.#ask("execute", { ...content, execution_count: this.#count, interrupts });
  }

  #ask(type: Work["type"], content: Message["content"]): Promise<Message["content"]> {
    return new Promise((resolve) => {
      this.#answered = resolve;
      cells.postMessage({ work: { type, content } } satisfies ToCells);
    });
  }

  /** Aborts the queued cells after an error. */
  #abortWaiting(): void {
    const aborted = this.#waiting.filter(({ header }) => header.msg_type === "execute_request");
    this.#waiting = this.#waiting.filter((message) => !aborted.includes(message));
    for (const message of aborted) {
      this.#status("busy", message);
      this.#reply(this.#toShell, message, { status: "aborted" });
      this.#status("idle", message);
    }
  }

  #fromCells(message: ToJupyter): void | Promise<void> {
    if ("close" in message) return this.#close();
    if ("heard" in message) return this.#calm();
    if ("answer" in message) {
      this.#calm();
      return this.#answered?.(message.answer);
    }
    if (message.publish === "stream")
      return this.#printer.print(message.content as { name: string; text: string });
    this.#printer.flush();
    if (message.publish === "execute_result") this.#remember(message.content);
    this.#publish(message.publish, message.content);
  }

  #remember(content: object): void {
    const { data } = content as { data?: Record<string, string> };
    this.#history.gave(data?.["text/plain"] ?? "");
  }

  /**
   * Interrupts the cell: the flag stops its loops and awaits, the signal synchronous code that
   * doesn't check the flag.
   */
  #interrupt(): void {
    Atomics.add(flag, INTERRUPTED, 1);
    cells.postMessage({ interrupt: true } satisfies ToCells);
    this.#calm();
    this.#stuck = [
      setTimeout(() => this.#signal(), SIGNAL_AFTER),
      setTimeout(() => this.#printer.print({ name: "stderr", text: STUCK }), STUCK_AFTER),
    ];
  }

  /**
   * Signals synchronous code that can be stopped. For any other code the signal could only come too
   * late, and would end the process.
   */
  #signal(): void {
    if (Atomics.load(flag, STOPPABLE) === 0) return;
    Atomics.add(flag, SIGNALS, 1);
    process.kill(process.pid, "SIGINT");
  }

  #calm(): void {
    for (const timer of this.#stuck) clearTimeout(timer);
    this.#stuck = [];
  }

  #publish(type: string, content: object): void {
    this.#send(type, content, this.#current?.header ?? {});
  }

  #send(type: string, content: object, parent: Message["header"] | object): void {
    const { key } = this.#connection;
    this.#toAll.send(write(key, this.#session, type, content, parent, [Buffer.from(type)]));
  }

  #status(execution_state: "busy" | "idle", { header }: Message): void {
    this.#send("status", { execution_state }, header);
  }

  #reply(outbox: Outbox, { header, identities }: Message, content: Message["content"]): void {
    const type = header.msg_type.replace(/_request$/, "_reply");
    outbox.send(write(this.#connection.key, this.#session, type, content, header, identities));
  }

  /** Ends the kernel, whatever its other thread is doing. */
  async #end(): Promise<void> {
    await this.#sent();
    // Not process.exit(): the other thread may be in an endless loop, and sockets that are open when
    // their thread ends bring the process down with a complaint.
    setTimeout(() => process.kill(process.pid, "SIGKILL"), END_AFTER);
  }

  #sent(): Promise<unknown> {
    this.#printer.flush();
    return Promise.all([this.#toAll.flushed(), this.#toShell.flushed(), this.#toControl.flushed()]);
  }

  async #close(): Promise<void> {
    await this.#sent();
    for (const socket of [this.#shell, this.#control, this.#stdin, this.#heartbeat, this.#iopub])
      socket.close();
    // zeromq still has to tell its readers, and to close its handles at the end of a turn. In a thread
    // that is being ended, either would abort the process, and what was sent would be lost.
    await this.#listening;
    for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
    Atomics.store(flag, CLOSED, 1);
    Atomics.notify(flag, CLOSED);
  }
}

/** Tells whether a message is a request. Others get no reply. */
const isRequest = ({ header }: Message) => header.msg_type.endsWith("_request");

const unknownRequest = (type: string) => ({
  status: "error",
  ename: "UnknownRequest",
  evalue: `This kernel doesn't know ${type}.`,
  traceback: [],
});

new Server().listen().catch((error: Error) => {
  // Above all: another program has taken a port meanwhile. Jupyter then starts another kernel. An
  // orderly exit isn't possible while sockets are open in this thread.
  writeSync(STDERR, `${error.stack}\n`);
  process.kill(process.pid, "SIGKILL");
});
