import { execFileSync } from "node:child_process";
import { ROOT } from "../notebooks/notebook";

const OURS = [
  /DynamoDBLocal\.jar|embedded\/supervisor\.js/,
  /scripts\/kernel\/main\.js/,
  /jupyterlab/,
  /answers\/process\.js/,
];

/** Databases, kernels, Jupyter and test processes of this checkout that run now. */
export function leftovers(): string[] {
  const listed = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" });
  const lines = listed.split("\n").filter((line) => line.includes(ROOT));
  return lines.filter((line) => OURS.some((ours) => ours.test(line)));
}
