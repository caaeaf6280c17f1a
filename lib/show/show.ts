import { Request } from "../requests/request";
import { display } from "./display";
import { toHtml } from "./html";
import { toText } from "./text";

/**
 * Shows a value in the notebook: items, one item, or a whole answer of DynamoDB as a table, with everything inside.
 * Consoles and screen readers get the same as text.
 */
export function show(value: unknown, title?: string): void {
  if (value instanceof Request) {
    const view = value.view();
    return show(view.value, title ?? view.title);
  }
  const text = toText(value);
  display({ "text/plain": title === undefined ? text : `${title}\n${text}`, "text/html": toHtml(value, title) });
}
