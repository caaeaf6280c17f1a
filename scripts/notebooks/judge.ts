import type { Execution } from "./execute";
import { Mask } from "./mask";
import { codeCells, hasTag, joined, type Cell, type Notebook, type Output } from "./notebook";

/**
 * Judges a notebook's run. Returns its faults; none if it matches the stored outputs and can be
 * repeated.
 */
export function judge(notebook: Notebook, executions: Execution[]): string[] {
  const cells = codeCells(notebook);
  const first = executions.filter(({ run }) => run === "first");
  const failed = [...failures(executions), ...missing(cells, executions)];
  if (failed.length > 0) return failed;
  const shown = maskedFirst(first);
  return [...againstStored(cells, shown), ...againstFirst(cells, executions, shown)];
}

/** Returns the executions that failed or wrote to stderr. */
function failures(executions: Execution[]): string[] {
  return executions.flatMap(({ run, id, status, outputs }) => {
    const complaint = outputs.filter(
      (output) => output.name === "stderr" || output.output_type === "error",
    );
    const said = complaint.map(complaintOf).join("").trim();
    if (status !== "ok")
      return [`cell ${id} (${run} run): status ${status}${said === "" ? "" : `: ${said}`}`];
    return complaint.length === 0 ? [] : [`cell ${id} (${run} run): wrote to stderr: ${said}`];
  });
}

const complaintOf = ({ text, traceback }: Output) =>
  joined(text) + ((traceback as string[] | undefined)?.join("\n") ?? "");

function missing(cells: Cell[], executions: Execution[]): string[] {
  const times = new Map<string, number>();
  for (const { id } of executions) times.set(id, (times.get(id) ?? 0) + 1);
  const most = Math.max(...times.values());
  return cells
    .filter(({ id }) => (times.get(id) ?? 0) < most)
    .map(({ id }) => `cell ${id}: did not run`);
}

type Masked = { outputs: string[]; mask: Mask };

function maskedFirst(first: Execution[]): Map<string, string[]> {
  const mask = Mask.empty();
  return new Map(first.map(({ id, outputs }) => [id, masked(mask, id, outputs)]));
}

function againstStored(cells: Cell[], shown: Map<string, string[]>): string[] {
  const mask = Mask.empty();
  return cells.flatMap((cell) =>
    differences(
      `cell ${cell.id}: its output differs from the stored one`,
      masked(mask, cell.id, cell.outputs ?? []),
      shown.get(cell.id) ?? [],
    ),
  );
}

/** Compares repeated runs with the first one; cells tagged `repeat-differs` may differ. */
function againstFirst(
  cells: Cell[],
  executions: Execution[],
  shown: Map<string, string[]>,
): string[] {
  let mask = Mask.empty();
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  return executions
    .filter(({ run }) => run !== "first")
    .flatMap(({ run, id, outputs }) => {
      // Of two runs in place the second decides which ids the next cells meet.
      const { outputs: now, mask: after } = maskedOn(mask, id, outputs);
      if (run === "twice") mask = after;
      const cell = byId.get(id);
      if (cell === undefined || mayDiffer(cell, run)) return [];
      return differences(
        `cell ${id}: run ${run === "again" ? "again" : "twice in place"}, it shows something else`,
        shown.get(id) ?? [],
        now,
      );
    });
}

const mayDiffer = (cell: Cell, run: Execution["run"]) =>
  hasTag(cell, "repeat-differs") || (hasTag(cell, "cleanup") && run === "twice");

function maskedOn(before: Mask, id: string, outputs: Output[]): Masked {
  const mask = before.clone();
  return { outputs: masked(mask, id, outputs), mask };
}

/** Returns outputs as comparable texts: each form of each output. */
export function masked(mask: Mask, id: string, outputs: Output[]): string[] {
  return outputs.flatMap((output) => {
    if (output.output_type === "stream")
      return [`${output.name}: ${mask.apply(id, joined(output.text))}`];
    const kind = output.output_type === "execute_result" ? "result " : "";
    const forms = Object.entries(output.data ?? {}).sort(([a], [b]) => (a < b ? 1 : -1));
    return forms.map(([type, content]) => `${kind}${type}: ${mask.apply(id, joined(content))}`);
  });
}

function differences(what: string, expected: string[], found: string[]): string[] {
  if (JSON.stringify(expected) === JSON.stringify(found)) return [];
  const place = expected.findIndex((text, index) => text !== found[index]);
  const index = place === -1 ? expected.length : place;
  return [`${what}\n${firstDifference(expected[index], found[index])}`];
}

/** Shows the first difference of two outputs. */
function firstDifference(expected: string | undefined, found: string | undefined): string {
  if (expected === undefined) return `  new:     ${cut(found ?? "", 0)}`;
  if (found === undefined) return `  missing: ${cut(expected, 0)}`;
  let at = 0;
  while (expected[at] === found[at]) at++;
  return `  stored or before: ${cut(expected, at)}\n  now:              ${cut(found, at)}`;
}

const AROUND = 80;

const cut = (text: string, at: number) =>
  JSON.stringify(text.slice(Math.max(0, at - AROUND), at + AROUND));
