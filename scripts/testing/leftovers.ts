import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readlinkSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../notebooks/notebook";

const OURS = [
  /embedded\/supervisor\.js/,
  /scripts\/kernel\/main\.js/,
  /jupyterlab/,
  /answers\/process\.js/,
];

/** Databases, kernels, Jupyter and test processes of this checkout that run now. */
export function leftovers(): string[] {
  const listed = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" });
  return listed.split("\n").filter((line) => isOurs(line) || isOurDatabase(line));
}

const isOurs = (line: string) => line.includes(ROOT) && OURS.some((ours) => ours.test(line));

/** How a DynamoDB Local shows in a list of processes: with its main class, or its JAR. */
export const DATABASE = /dynamodb\.services\.local|DynamoDBLocal\.jar/;

/** Java's command names no folder of ours, but it runs in one. */
const isOurDatabase = (line: string) =>
  DATABASE.test(line) && workingFolder(parseInt(line)).startsWith(`${ROOT}${path.sep}`);

/** A process's working directory; empty when it has ended. */
function workingFolder(pid: number): string {
  if (!existsSync("/proc/self/cwd"))
    return spawnSync("lsof", ["-a", "-p", `${pid}`, "-d", "cwd", "-Fn"], {
      encoding: "utf8",
    }).stdout.replace(/^[^]*\nn/, "");
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // EACCES: another user's, so not ours.
    if (code === "ENOENT" || code === "ESRCH" || code === "EACCES") return "";
    throw error;
  }
}
