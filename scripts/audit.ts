/**
 * `npm run audit`: asks for known vulnerabilities of everything that the lock files name. Fails on
 * one that SECURITY.md doesn't explain, and where a source of advisories doesn't answer.
 */
import { execFile, type ExecFileException } from "node:child_process";
import { readFileSync } from "node:fs";
import { judgement, npmAnswer, pipAnswer } from "./audit/advisories";
import { PACKAGES } from "./bench/packages";
import { AUDIT, DOCS, extraEnvironment, installExtra, KERNEL_TESTS } from "./extra-packages";
import { npmCommand } from "./setup/npm-packages.js";
import { inProject, root, venvPython } from "./setup/project.js";

const LOCKS = [
  "requirements.txt",
  ...[DOCS, KERNEL_TESTS, AUDIT].map(({ folder }) => `scripts/${folder}/requirements.txt`),
];

export async function main(): Promise<number> {
  const explanations = readFileSync(inProject("SECURITY.md"), "utf8");
  const npm = judgement("npm", npmAnswer(await npmAudit(root)), explanations);
  for (const line of npm.lines) console.log(line);
  const bench = judgement("npm run bench", npmAnswer(await npmAudit(PACKAGES)), explanations);
  for (const line of bench.lines) console.log(line);
  await installExtra(AUDIT);
  const pip = judgement("Python", pipAnswer(await pipAudit()), explanations);
  for (const line of pip.lines) console.log(line);
  return npm.isFine && bench.isFine && pip.isFine ? 0 : 1;
}

/** Audits what the lock of a folder names. */
function npmAudit(folder: string): Promise<string> {
  const { program, args, env } = npmCommand();
  return outputOf(
    program,
    [...args, "audit", "--prefix", folder, "--package-lock-only", "--json"],
    env,
  );
}

function pipAudit(): Promise<string> {
  const locks = LOCKS.flatMap((file) => ["-r", file]);
  const options = "--require-hashes --disable-pip --progress-spinner off --format json".split(" ");
  return outputOf(venvPython, ["-m", "pip_audit", ...options, ...locks], extraEnvironment(AUDIT));
}

/** Runs a program that reports on stdout also where it fails: it does so for an advisory. */
function outputOf(program: string, args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const report = (error: ExecFileException | null, stdout: string) => {
      if (error !== null && typeof error.code !== "number")
        return reject(new Error(`${program} could not run: ${error.message}`, { cause: error }));
      resolve(stdout);
    };
    execFile(program, args, { cwd: root, env, maxBuffer: 1e8 }, report);
  });
}
