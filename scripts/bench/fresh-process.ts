import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

/**
 * Runs a file of this folder in a Node of its own, and resolves with what it printed as JSON.
 *
 * @throws Error if it fails
 */
export async function inFreshProcess<T>(
  file: string,
  args: readonly string[],
  nodeOptions: readonly string[] = [],
): Promise<T> {
  const script = path.join(__dirname, file);
  const { stdout } = await promisify(execFile)(process.execPath, [...nodeOptions, script, ...args]);
  return JSON.parse(stdout) as T;
}
