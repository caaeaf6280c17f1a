import { fork, type ChildProcess } from "node:child_process";
import path from "node:path";
import type { Batch, Report } from "./contestant";

type Ready = { side: string; child: ChildProcess };

/**
 * The processes of the sides of a comparison. Only one works at a time; see contestant.ts for what
 * they do.
 */
export class Contestants {
  private constructor(private readonly all: Ready[]) {}

  /**
   * Starts a process for each side.
   *
   * @param module The file that exports `contestant`
   * @param environmentOf Variables for a side, in addition to those of this process
   * @throws Error if a side can't do, or doesn't get right, what is to be measured
   */
  static async start(
    module: string,
    sides: readonly string[],
    environmentOf: (side: string) => NodeJS.ProcessEnv = () => ({}),
  ): Promise<Contestants> {
    const started = new Contestants([]);
    try {
      for (const side of sides) {
        const child = fork(path.join(__dirname, "contestant.js"), [module, side], {
          env: { ...process.env, ...environmentOf(side) },
        });
        started.all.push({ side, child });
        await answerOf(child);
      }
    } catch (error) {
      await started.end();
      throw error;
    }
    return started;
  }

  /** Returns the CPU time of these calls, in microseconds for each. */
  async measure(side: string, operation: string, calls: number): Promise<number> {
    const child = this.all.find((one) => one.side === side)?.child;
    if (child === undefined) throw new Error(`No process was started for ${side}.`);
    const answer = answerOf(child);
    child.send({ operation, calls } satisfies Batch);
    const report = await answer;
    if ("microseconds" in report) return report.microseconds / calls;
    throw new Error(`${side} reported ${JSON.stringify(report)} instead of a time.`);
  }

  /** Ends the processes, and resolves when they have ended. */
  async end(): Promise<void> {
    await Promise.all(this.all.map(({ child }) => ended(child)));
  }
}

function answerOf(child: ChildProcess): Promise<Report> {
  return new Promise((resolve, reject) => {
    const onMessage = (report: Report) => {
      child.off("exit", onExit);
      if ("failed" in report) reject(new Error(report.failed));
      else resolve(report);
    };
    const onExit = (status: number | null, signal: string | null) => {
      child.off("message", onMessage);
      reject(
        new Error(`${child.spawnargs.at(-1)} ended by itself (${status ?? signal}): see above.`),
      );
    };
    child.once("message", onMessage).once("exit", onExit);
  });
}

function ended(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const end = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  return end;
}
