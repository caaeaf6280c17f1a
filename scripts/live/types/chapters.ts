/** What the page's compiler says of a chapter's cells, and of the refusals in its text. */
import { joined, readNotebook } from "../../notebooks/notebook";
import { refusalsOf } from "../../notebooks/refusals";
import type { TypesSession } from "./session";

/** Returns what isn't as the chapter says: a cell that is refused, a refusal with other words. */
export async function typeFindings(session: TypesSession, file: string): Promise<string[]> {
  const findings: string[] = [];
  const before: string[] = [];
  for (const cell of readNotebook(file).cells) {
    for (const { code, message } of refusalsOf(cell)) {
      const said = (await session.complaints([...before, code])).join("\n");
      if (said !== message)
        findings.push(`cell ${cell.id}: ${message}, but the page says: ${said}`);
    }
    if (cell.cell_type !== "code") continue;
    before.push(joined(cell.source));
    const said = await session.complaints(before);
    if (said.length > 0) findings.push(`cell ${cell.id}: ${said.join("; ")}`);
  }
  return findings;
}
