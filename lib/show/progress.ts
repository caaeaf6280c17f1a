import { formatNumber } from "../print/count";
import { displayInPlace, type Bundle } from "../print/display";
import { escapeHtml } from "../print/escape";

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
  const text =
    done === all
      ? `${formatNumber(all)} ${what}`
      : `${formatNumber(done)} of ${formatNumber(all)} ${what}`;
  const percent = all === 0 ? 100 : Math.round((100 * done) / all);
  const bar = `<div style="width:${percent}%;height:6px;background:currentColor"></div>`;
  const style = "max-width:300px;border:1px solid currentColor;opacity:0.6";
  const frame = `<div style="${style}" aria-hidden="true">${bar}</div>`;
  return {
    "text/plain": text,
    "text/html": `<div>${escapeHtml(text)}${done === all ? "" : frame}</div>`,
  };
}
