// Whichever of a notebook's processes is killed first, nothing stays: 20 rounds each, at different
// moments of the start and after it.
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, test } from "node:test";
import { signalTo } from "../../scripts/processes.js";
import { DATABASE } from "../../scripts/testing/leftovers";
import { until } from "../../scripts/testing/until";

const ROUNDS = 20;
const AT_ONCE = 2;
const LIBRARY = path.resolve(__dirname, "../index.js");
const KERNEL = `require(${JSON.stringify(LIBRARY)}).connect().then(() => console.log("connected"), () => undefined);
  setInterval(() => {}, 1000);`;

type Process = { pid: number; parent: number; command: string };

function processes(): Process[] {
  const listed = execFileSync("ps", ["-A", "-ww", "-o", "pid=,ppid=,stat=,args="], {
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  return listed.split("\n").flatMap((line) => {
    const [, pid, parent, state = "", command = ""] =
      /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    // A zombie has ended; the process that started it hasn't looked yet.
    return pid === undefined || state.startsWith("Z")
      ? []
      : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

/** What runs of one notebook: all have the notebook's temporary folder in their commands or parent. */
class Notebook {
  readonly temp = mkdtempSync(path.join(tmpdir(), "endings-"));
  readonly kernel: ChildProcess;
  connected = false;
  private readonly seen = new Set<number>();

  constructor() {
    this.kernel = spawn(process.execPath, ["-e", KERNEL], {
      env: { ...process.env, TMPDIR: this.temp, AWS_ENDPOINT_URL_DYNAMODB: "" },
      stdio: ["ignore", "pipe", "ignore"],
    });
    this.kernel.stdout?.on("data", () => (this.connected = true));
  }

  /** The process ids by role, of those that run now. */
  now(): Partial<Record<"kernel" | "supervisor" | "java" | "watchdog", number>> {
    const all = processes();
    const kernel = all.find(({ pid }) => pid === this.kernel.pid)?.pid;
    const supervisor = all.find(
      ({ parent, command }) => parent === this.kernel.pid && command.includes("supervisor.js"),
    )?.pid;
    const ours = all.filter(({ command }) => command.includes(this.temp));
    const java = ours.find(({ command }) => DATABASE.test(command))?.pid;
    const watchdog = ours.find(({ command }) => command.includes("watchdog"))?.pid;
    const found = { kernel, supervisor, java, watchdog };
    for (const pid of Object.values(found)) if (pid !== undefined) this.seen.add(pid);
    return Object.fromEntries(Object.entries(found).filter(([, pid]) => pid !== undefined));
  }

  /** Whether the database is gone, with its processes and files. */
  hasNoDatabase(): boolean {
    const left = processes().filter(
      ({ pid, command }) =>
        pid !== this.kernel.pid && (this.seen.has(pid) || command.includes(this.temp)),
    );
    return left.length === 0 && readdirSync(this.temp).length === 0;
  }

  end(): void {
    this.kernel.kill("SIGKILL");
    rmSync(this.temp, { recursive: true, force: true });
  }
}

type Role = keyof ReturnType<Notebook["now"]>;

const VICTIMS: readonly (readonly Role[])[] = [
  ["kernel"],
  ["supervisor"],
  ["java"],
  ["kernel", "supervisor"],
  ["supervisor", "java"],
  ["watchdog", "kernel"],
];

/** Kills the victims as soon as they run in the first rounds, later when the notebook is connected. */
async function round(number: number, victims: readonly Role[]): Promise<void> {
  const notebook = new Notebook();
  try {
    const isTime = () => (number < ROUNDS / 4 ? true : notebook.connected);
    await until(`${victims.join(" and ")} run`, () => {
      const now = notebook.now();
      return isTime() && victims.every((victim) => now[victim] !== undefined);
    });
    const now = notebook.now();
    for (const victim of victims) {
      const pid = now[victim];
      if (pid !== undefined) signalTo(pid, "SIGKILL");
    }
    // A supervisor whose Java ended during the start tries again: that is ended with the kernel.
    if (number < ROUNDS / 4) notebook.kernel.kill("SIGKILL");
    await until("nothing of the database stays", () => notebook.hasNoDatabase());
  } finally {
    notebook.end();
  }
}

describe("nothing stays after SIGKILL of", { concurrency: AT_ONCE }, () => {
  for (const victims of VICTIMS)
    test(`${victims.join(" and ")}, ${ROUNDS} rounds`, async () => {
      for (let number = 0; number < ROUNDS; number++) await round(number, victims);
    });
});
