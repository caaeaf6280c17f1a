import { display } from "../print/display";
import { render } from "./render";
import type { ShowOptions } from "./options";

/**
 * Shows a value in the notebook: items as a table with their keys marked, a request and its
 * response, or any other value with everything inside. Consoles and screen readers get the same as
 * text.
 *
 * @param options A title, or `{ title, types, limit }`
 */
export function show(value: unknown, options: string | ShowOptions = {}): void {
  const { text, html } = render(value, typeof options === "string" ? { title: options } : options);
  display({ "text/plain": text, "text/html": html });
}
