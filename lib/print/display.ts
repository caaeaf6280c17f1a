/**
 * One result in several forms, by MIME type. A frontend displays the richest form that it supports.
 */
export type Bundle = { "text/plain": string; "text/html"?: string };

type Message = { data: Bundle; metadata: object; transient: { display_id?: string } };

/**
 * Displays a result at the running cell; with `update`, in place of the result with the same
 * `display_id`. The notebook's kernel, or the page, provides it.
 */
export type WriteDisplayData = (message: Message, update?: boolean) => void;

/**
 * The global symbol under which it is provided, so that this library doesn't depend on the kernel.
 */
export const DISPLAY = Symbol.for("dynamodb-in-examples.display");

const writer = () => (globalThis as { [DISPLAY]?: WriteDisplayData })[DISPLAY];

/**
 * Returns the HTML in a box, in which a word that is wider than the page goes on in the next line.
 * Frontends typeset `$…$` in HTML as a formula, so that prices would become one; the class tells
 * them not to.
 *
 * @see https://docs.mathjax.org/en/latest/options/document.html
 */
const asText = ({ "text/html": html, ...others }: Bundle): Bundle =>
  html === undefined
    ? others
    : {
        ...others,
        "text/html": `<div class="mathjax_ignore" style="overflow-wrap:anywhere">${html}</div>`,
      };

/** Displays a result in the running notebook. Outside a notebook it prints the text. */
export function display(bundle: Bundle): void {
  const write = writer();
  if (write) write({ data: asText(bundle), metadata: {}, transient: {} });
  else console.log(bundle["text/plain"]);
}

/**
 * Returns a function that displays a result in place of its previous one; `undefined` outside a
 * notebook.
 */
export function displayInPlace(): ((bundle: Bundle) => void) | undefined {
  const write = writer();
  if (!write) return undefined;
  const transient = { display_id: crypto.randomUUID() };
  let isDisplayed = false;
  return (bundle) => {
    write({ data: asText(bundle), metadata: {}, transient }, isDisplayed);
    isDisplayed = true;
  };
}
