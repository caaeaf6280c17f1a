import type { Session } from "../kernel/session";
import { joined, type Cell, type Notebook } from "./notebook";

/** Code in a chapter's text that the kernel refuses, and what it says; both are shown to the reader. */
export type Refusal = { code: string; says: string };

/** A fence of TypeScript, directly followed by one of text that begins with a place, such as `1:15 - Property …`. */
const PAIR =
  /^```typescript\n((?:(?!```).*\n)*)```\n\s*^```text\n(\d+:\d+ - (?:(?!```).*\n)*)```$/gm;

export const refusalsOf = (cell: Cell): Refusal[] =>
  cell.cell_type === "markdown"
    ? [...joined(cell.source).matchAll(PAIR)].map(([, code = "", says = ""]) => ({
        code: code.trimEnd(),
        says: says.trim(),
      }))
    : [];

export const hasRefusals = (notebook: Notebook) =>
  notebook.cells.some((cell) => refusalsOf(cell).length > 0);

/**
 * Tries all of them where they stand, after the code cells before them, in a fresh kernel. Returns what is wrong, a finding
 * a line; none: each is refused, with the words that the chapter shows.
 */
export async function refusalFindings(notebook: Notebook, session: Session): Promise<string[]> {
  const findings: string[] = [];
  const last = notebook.cells.findLastIndex((cell) => refusalsOf(cell).length > 0);
  for (const cell of notebook.cells.slice(0, last + 1)) {
    for (const refusal of refusalsOf(cell)) findings.push(...(await tried(session, cell, refusal)));
    if (cell.cell_type !== "code") continue;
    const { status, error } = await session.run(joined(cell.source));
    if (status !== "ok")
      return [
        ...findings,
        `cell ${cell.id}: status ${status}, so what is behind it was not tried: ${error}`,
      ];
  }
  return findings;
}

async function tried(session: Session, { id }: Cell, { code, says }: Refusal): Promise<string[]> {
  const { status, error: said } = await session.run(code);
  if (status === "ok") return [`cell ${id}: this is not refused: ${code}`];
  return status === "error" && said === says
    ? []
    : [
        `cell ${id}: the kernel says something else of: ${code}\n  in the text: ${says}\n  the kernel:  ${status === "error" ? said : status}`,
      ];
}
