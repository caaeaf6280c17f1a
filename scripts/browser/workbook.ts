import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import path from "node:path";

const ROOT = path.resolve(__dirname, "../../..");

export type Workbook = {
  /** Of the contents page, with the token. */
  address: string;
  stop(): Promise<void>;
};

/** `npm start -- --no-browser`, as far as the line with its address. */
export async function startWorkbook(): Promise<Workbook> {
  const child = spawn(
    process.execPath,
    [path.join(ROOT, "scripts", "run.js"), "start", "--no-browser"],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  return { address: await addressFrom(child), stop: () => stop(child) };
}

async function addressFrom(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error("The workbook was started without a pipe.");
  for await (const line of createInterface(child.stdout)) {
    if (/^\s*http:\/\/127\.0\.0\.1:\S+token=\S+\s*$/.test(line)) return line.trim();
  }
  throw new Error("The workbook ended before it said its address.");
}

async function stop(child: ChildProcess): Promise<void> {
  const closed = new Promise((resolve) => child.once("close", resolve));
  child.kill("SIGINT");
  await closed;
}
