/** Checks of the project's own files by other programs. */
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../notebooks/notebook";

/** Returns imports that violate the order of the rooms, which `.dependency-cruiser.js` defines. */
export const roomFindings = (): Promise<string[]> =>
  complaintsOf("dependency-cruiser/bin/dependency-cruise.mjs", [
    ...["--output-type", "err"],
    ...["lib", "notebooks/exercises", "scripts"],
  ]);

/** Returns files that prettier would change; helper files beside the chapters are the learner's. */
export const formatFindings = (): Promise<string[]> =>
  complaintsOf("prettier/bin/prettier.cjs", [
    "--list-different",
    // A text that was fine is fine again, for the same prettier with the same options.
    ...["--cache", "--cache-strategy", "content"],
    ...["--cache-location", path.join(ROOT, "build", "formatted.json")],
    ...[
      "{lib,scripts}/**/*.{ts,js}",
      "notebooks/exercises/**/*.{ts,json}",
      "notebooks/tsconfig.json",
      "*.{js,mjs,json}",
    ],
  ]);

/** Returns the complaints that a program prints. @throws Error if it can't run */
async function complaintsOf(program: string, args: string[]): Promise<string[]> {
  const file = path.join(ROOT, "node_modules", program);
  try {
    await promisify(execFile)(process.execPath, [file, ...args], { cwd: ROOT });
    return [];
  } catch (error) {
    const { stdout, message } = error as Error & { stdout: string };
    if (stdout.trim() === "") throw new Error(message, { cause: error });
    return stdout.trim().split("\n");
  }
}
