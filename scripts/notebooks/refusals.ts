import type { Session } from "../kernel/session";
import { joined, type Cell, type Notebook } from "./notebook";

/** Code in a chapter's text that the kernel refuses, and its message; the reader sees both. */
export type Refusal = { code: string; message: string };

/**
 * A block of TypeScript, directly followed by a block of text that begins with a place, such as
 * `1:15 - Property …`.
 */
const PAIR =
  /^```typescript\n((?:(?!```).*\n)*)```\n\s*^```text\n(\d+:\d+ - (?:(?!```).*\n)*)```$/gm;

export const refusalsOf = (cell: Cell): Refusal[] =>
  cell.cell_type === "markdown"
    ? [...joined(cell.source).matchAll(PAIR)].map(([, code = "", message = ""]) => ({
        code: code.trimEnd(),
        message: message.trim(),
      }))
    : [];

export const hasRefusals = (notebook: Notebook) =>
  notebook.cells.some((cell) => refusalsOf(cell).length > 0);

/**
 * Tries all refusals in their places, after the code cells before them, in a fresh kernel. Returns
 * the findings; none if each is refused with the message that the chapter shows.
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
        `cell ${cell.id}: status ${status}, so what follows it was not tried: ${error}`,
      ];
  }
  return findings;
}

async function tried(
  session: Session,
  { id }: Cell,
  { code, message }: Refusal,
): Promise<string[]> {
  const { status, error: said } = await session.run(code);
  if (status === "ok") return [`cell ${id}: this is not refused: ${code}`];
  return status === "error" && said === message
    ? []
    : [
        `cell ${id}: the kernel prints another message for: ${code}\n  in the text: ${message}\n  the kernel:  ${status === "error" ? said : status}`,
      ];
}
