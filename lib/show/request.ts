import { codeOf } from "../errors/code-of";
import type { RequestView } from "../requests/request";
import type { Operation } from "../client/send";
import { tablesOf } from "../client/tables-of";
import { summarizeResponse } from "./summary";
import { SHOWN, type Limits } from "../print/cut";
import { textHtml, visibleLines } from "../print/escape";
import { notes, parameters } from "./html";
import { DEFAULT_LIMIT, type ShowOptions } from "./options";
import { literal } from "../print/literal";
import type { Fields } from "../print/values";

/** Renders a request and its state as text. */
export function requestText(view: RequestView, options: ShowOptions): string {
  const lines = parts(view).map(
    ({ name, content }) => (isBefore(view) ? "" : `${name}: `) + literal(content, limits(options)),
  );
  return [...[headline(view), ...failure(view)].map(visibleLines), ...lines].join("\n");
}

/** Renders the same as HTML. Parameters and response are collapsed once the request is sent. */
export function requestHtml(view: RequestView, options: ShowOptions): string {
  const open = isBefore(view) ? " open" : "";
  const details = parts(view).map(
    ({ name, content }) =>
      `<details${open}><summary>${name}</summary>${parameters(content, limits(options))}</details>`,
  );
  const { operation } = view;
  const head = `<div><b>${operation}</b> ${textHtml(headline(view).slice(operation.length + 1))}</div>`;
  return head + notes(failure(view)) + details.join("");
}

const isBefore = ({ state }: RequestView) => state === "not sent yet" || state === "in flight";

/** Lists are cut too, because a hundred puts in a batch all look the same. */
const limits = ({ limit = DEFAULT_LIMIT }: ShowOptions): Limits => ({
  ...SHOWN,
  entries: limit,
  nested: 20_000,
});

/** `Query (sent), table page_view, index for_user: 4 items` */
function headline({ operation, state, input, output, error }: RequestView): string {
  const place = input === undefined ? "" : placeOf(operation, input);
  const response =
    input !== undefined && output !== undefined && error === undefined
      ? `: ${summarizeResponse(operation, input, output)}`
      : "";
  return `${operation} (${state})${place}${response}`;
}

/** Returns what is sent and received, each with its name. */
function parts({ input, output }: RequestView): { name: string; content: Fields }[] {
  return [
    ...(input === undefined ? [] : [{ name: "Request", content: input as Fields }]),
    ...(output === undefined ? [] : [{ name: "Response", content: output }]),
  ];
}

function failure({ error }: RequestView): string[] {
  if (error === undefined) return [];
  if (!(error instanceof Error)) return [literal(error)];
  return [`${codeOf(error)}: ${error.message}`];
}

function placeOf(operation: Operation, input: object): string {
  const tables = tablesOf(input);
  if (tables.length === 0) return operation.startsWith("Batch") ? ", from a stream" : "";
  const { IndexName: index } = input as { IndexName?: string };
  const noun = tables.length === 1 ? "table" : "tables";
  return `, ${noun} ${tables.join(", ")}${index === undefined ? "" : `, index ${index}`}`;
}
