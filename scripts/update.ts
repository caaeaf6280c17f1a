/** `npm run update`: brings the newest version of the workbook, and keeps what the learner wrote. */
import { spawnSync } from "node:child_process";
import { Checkout } from "./git";
import { runningStarts } from "./jupyter/environment";
import { root } from "./setup/project.js";
import { SetupError } from "./setup/setup-error.js";
import { trustMerged } from "./update/trust-merged";
import { update } from "./update/update";

export async function main(args: string[]): Promise<number> {
  if (args[0] !== undefined) throw new SetupError(`npm run update takes no "${args[0]}".`);
  if (runningStarts().length > 0)
    throw new SetupError(
      'JupyterLab or the console runs in this folder, and might save over the new version: end it with Ctrl-C in its terminal, then run "npm run update" again.',
    );
  const { isNew, merged } = update(new Checkout(root), console.log);
  if (!isNew) return 0;
  await trustMerged(merged);
  // In another process, because set-up itself may be new.
  const setUp = ["scripts/run.js", "setup"];
  return spawnSync(process.execPath, setUp, { cwd: root, stdio: "inherit" }).status ?? 1;
}
