import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { ROOT, type Output } from "./notebook";

/**
 * Which run of a cell it is: `first` in a fresh kernel; `again` and `twice` in place, after the
 * whole notebook.
 */
export type Run = "first" | "again" | "twice";

export type Execution = {
  run: Run;
  id: string;
  status: "ok" | "error" | "aborted";
  outputs: Output[];
};

type ExecuteOptions = {
  /** Only the run in a fresh kernel. */
  once?: boolean;
  /** Environment variables of the kernel, such as AWS_ENDPOINT_URL_DYNAMODB. */
  variables?: Record<string, string>;
};

/** Executes a notebook in a fresh kernel; unless `once`, then each cell twice in place. */
export async function execute(
  file: string,
  { once = false, variables = {} }: ExecuteOptions = {},
): Promise<Execution[]> {
  const runtime = mkdtempSync(path.join(tmpdir(), "workbook-run-"));
  try {
    return await executions(file, once, { ...environment(file, runtime), ...variables });
  } finally {
    rmSync(runtime, { recursive: true, force: true });
  }
}

async function executions(
  file: string,
  once: boolean,
  env: NodeJS.ProcessEnv,
): Promise<Execution[]> {
  const python = path.join(ROOT, ".venv", "bin", "python");
  const script = path.join(ROOT, "scripts", "notebooks", "execute.py");
  const child = spawn(python, [script, file, ...(once ? ["--once"] : [])], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text));
  const closed = new Promise<number | null>((resolve, reject) =>
    child.once("error", reject).once("close", resolve),
  );

  const done: Execution[] = [];
  for await (const line of createInterface(child.stdout)) {
    const execution = JSON.parse(line) as Execution;
    done.push({ ...execution, outputs: execution.outputs.reduce(mergeStreams, []) });
  }
  if ((await closed) !== 0)
    throw new Error(`${path.basename(file)} could not be executed:\n${complaint.trim()}`);
  return done;
}

/** Returns the environment of a run, without the machine's own Jupyter and AWS configuration. */
function environment(file: string, runtime: string): NodeJS.ProcessEnv {
  const own = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(AWS|JUPYTER|JPY)_/.test(name) || name === "AWS_CA_BUNDLE",
    ),
  );
  const jupyter = {
    JUPYTER_RUNTIME_DIR: runtime,
    JUPYTER_CONFIG_DIR: runtime,
    JUPYTER_DATA_DIR: runtime,
    IPYTHONDIR: runtime,
  };
  // Set by Jupyter's server, so that the kernel can start the database early: see look-ahead.ts.
  return { ...own, ...jupyter, JPY_SESSION_NAME: file };
}

/** Merges the pieces in which printed text arrives. */
export function mergeStreams(outputs: Output[], next: Output): Output[] {
  const last = outputs.at(-1);
  if (last?.output_type !== "stream" || next.output_type !== "stream" || last.name !== next.name)
    return [...outputs, next];
  return [...outputs.slice(0, -1), { ...last, text: [last.text, next.text].flat().join("") }];
}
