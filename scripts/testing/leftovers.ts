import { execFileSync } from "node:child_process";
import { ROOT } from "../notebooks/notebook";

const OURS = /DynamoDBLocal\.jar|tslab["']? kernel|scripts\/kernel\/|jupyterlab|embedded\/supervisor\.js|answers\/process\.js/;

/** Databases, kernels, Jupyter and test processes of this checkout that run now. */
export function leftovers(): string[] {
  const listed = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" });
  return listed.split("\n").filter((line) => OURS.test(line) && line.includes(ROOT));
}
