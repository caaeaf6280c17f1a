import { formatNumber } from "../print/count";
import { displayInPlace, type Bundle } from "../print/display";
import { textHtml, visibleLines } from "../print/escape";
import { BLUE, LINE } from "../print/style";

/** Milliseconds between two updates. */
const PAUSE = 100;

/**
 * Yields the entries of a list, and shows how far it is:
 * `for (const order of progress(orders, "orders")) …`. The notebook shows one line that changes in
 * place, and at the end has the number of entries.
 */
export function* progress<T>(list: readonly T[], what: string): Generator<T, void, undefined> {
  const display = displayInPlace();
  let done = 0;
  let next = 0;
  try {
    for (const entry of list) {
      if (Date.now() >= next) {
        display?.(line(done, list.length, what));
        next = Date.now() + PAUSE;
      }
      yield entry;
      done++;
    }
  } finally {
    const last = line(done, list.length, what);
    if (display === undefined) console.log(last["text/plain"]);
    else display(last);
  }
}

function line(done: number, all: number, what: string): Bundle {
  const count = done === all ? formatNumber(all) : `${formatNumber(done)} of ${formatNumber(all)}`;
  const text = visibleLines(`${count} ${what}`);
  const percent = all === 0 ? 100 : Math.round((100 * done) / all);
  // A border, not a background, because printers and forced colours leave backgrounds out.
  const bar = `<div style="width:${percent}%;border-top:6px solid ${BLUE}"></div>`;
  const frame = `<div style="max-width:300px;border:1px solid ${LINE}" aria-hidden="true">${bar}</div>`;
  return {
    "text/plain": text,
    "text/html": `<div>${textHtml(text)}${done === all ? "" : frame}</div>`,
  };
}
