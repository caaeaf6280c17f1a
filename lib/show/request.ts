import type { RequestView } from "../requests/request";
import { tablesOf } from "../client/tables-of";
import { cameBack } from "./summary";
import { SHOWN, type Limits } from "../print/cut";
import { escapeHtml } from "../print/escape";
import { notes, parameters } from "./html";
import { ROWS, type ShowOptions } from "./options";
import { literal } from "../print/literal";
import type { Fields } from "../print/values";

/** A request and what became of it, as text. */
export function requestText(view: RequestView, options: ShowOptions): string {
  const lines = parts(view).map(
    ({ name, content }) => (isBefore(view) ? "" : `${name}: `) + literal(content, limits(options)),
  );
  return [headline(view), ...failure(view), ...lines].join("\n");
}

/** The same as HTML; what travelled is folded once it is no news any more. */
export function requestHtml(view: RequestView, options: ShowOptions): string {
  const open = isBefore(view) ? " open" : "";
  const folded = parts(view).map(
    ({ name, content }) =>
      `<details${open}><summary>${name}</summary>${parameters(content, limits(options))}</details>`,
  );
  return `<div><b>${view.operation}</b>${escapeHtml(headline(view).slice(view.operation.length))}</div>${notes(failure(view))}${folded.join("")}`;
}

const isBefore = ({ state }: RequestView) => state === "not sent yet" || state === "on its way";

/** A hundred puts in a batch look all the same. */
const limits = ({ rows = ROWS }: ShowOptions): Limits => ({
  ...SHOWN,
  entries: rows,
  nested: 20_000,
});

/** `Query (sent), table page_view, index for_user: 4 items` */
function headline({ operation, state, input, output, error }: RequestView): string {
  const place = input === undefined ? "" : placeOf(input);
  const answer =
    input !== undefined && output !== undefined && error === undefined
      ? `: ${cameBack(operation, input, output)}`
      : "";
  return `${operation} (${state})${place}${answer}`;
}

/** What travels, each under a name. */
function parts({ input, output }: RequestView): { name: string; content: Fields }[] {
  return [
    ...(input === undefined ? [] : [{ name: "Request", content: input as Fields }]),
    ...(output === undefined ? [] : [{ name: "Answer", content: output }]),
  ];
}

function failure({ error }: RequestView): string[] {
  if (error === undefined) return [];
  if (!(error instanceof Error)) return [literal(error)];
  return [`${"code" in error ? String(error.code) : error.name}: ${error.message}`];
}

function placeOf(input: object): string {
  const tables = tablesOf(input);
  const { IndexName: index } = input as { IndexName?: string };
  return `, table${tables.length === 1 ? "" : "s"} ${tables.join(", ")}${index === undefined ? "" : `, index ${index}`}`;
}
