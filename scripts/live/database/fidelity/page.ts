/** What the site's page "The database in the page" shows of the comparison. */
import { DIFFERENCES } from "./differences";
import { ROWS } from "./rows";

const REQUESTS = "<!-- requests -->";
const TABLE = "<!-- differences -->";

/** How many requests are compared; those that only reset an item don't count. */
export const compared = (): number => ROWS.filter(({ name }) => !name.startsWith("reset ")).length;

/** Returns the page's Markdown with the number of requests, and the table of differences. */
export function withDifferences(markdown: string): string {
  for (const place of [REQUESTS, TABLE])
    if (!markdown.includes(place)) throw new Error(`in-the-page.md has no ${place}.`);
  return markdown.replace(REQUESTS, String(compared())).replace(TABLE, () => table());
}

const table = () =>
  [
    "| request | DynamoDB Local | here | why |",
    "|---|---|---|---|",
    ...DIFFERENCES.map(
      ({ request, local, page, why }) => `| ${request} | ${local} | ${page} | ${why} |`,
    ),
  ].join("\n");
