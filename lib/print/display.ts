/** One result in several forms, by MIME type; what displays it takes the best that it can. */
export type Bundle = { "text/plain": string; "text/html"?: string };

type Message = { data: Bundle; metadata: object; transient: { display_id?: string } };

/** What the kernel (or the page) provides to show something at the running cell; with `update`, in place of the same `display_id`. */
export type WriteDisplayData = (message: Message, update?: boolean) => void;

/** Where it is provided: a global symbol, so that this library needs to know nothing of the kernel. */
export const DISPLAY = Symbol.for("dynamodb-in-examples.display");

const writer = () => (globalThis as { [DISPLAY]?: WriteDisplayData })[DISPLAY];

/** Shows a result in the running notebook; outside of one prints its text. */
export function display(bundle: Bundle): void {
  const write = writer();
  if (write) write({ data: bundle, metadata: {}, transient: {} });
  else console.log(bundle["text/plain"]);
}

/** A place in the running notebook whose content changes; `undefined` outside of a notebook. */
export function displayPlace(): ((bundle: Bundle) => void) | undefined {
  const write = writer();
  if (!write) return undefined;
  const transient = { display_id: crypto.randomUUID() };
  let isThere = false;
  return (data) => {
    write({ data, metadata: {}, transient }, isThere);
    isThere = true;
  };
}
