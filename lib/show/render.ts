import { Request } from "../requests/request";
import { visibleLines } from "../print/escape";
import { frame, toHtml } from "./html";
import type { ShowOptions } from "./options";
import { isPage, pageHtml, pageText } from "./page";
import { requestHtml, requestText } from "./request";
import { toText } from "./text";

/** Renders a value as text and as HTML; both show the same. */
export function render(value: unknown, options: ShowOptions = {}): { text: string; html: string } {
  const { title } = options;
  const { text, html } = withoutTitle(value, options);
  return {
    text: title === undefined ? text : `${visibleLines(title)}\n${text}`,
    html: frame(html, title),
  };
}

function withoutTitle(value: unknown, options: ShowOptions): { text: string; html: string } {
  if (value instanceof Request) {
    const view = value.view();
    return { text: requestText(view, options), html: requestHtml(view, options) };
  }
  if (isPage(value)) return { text: pageText(value, options), html: pageHtml(value, options) };
  return { text: toText(value, options), html: toHtml(value, options) };
}
