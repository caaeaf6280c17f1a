import { grouped } from "../print/count";
import { displayPlace, type Bundle } from "../print/display";
import { escapeHtml } from "../print/escape";

/** Between two updates, in milliseconds. */
const PAUSE = 100;

/**
 * The same list, telling how far it is: `for (const order of progress(orders, "orders")) …`. The notebook shows one line
 * that changes in place, and in the end says how many there were.
 */
export function* progress<T>(list: readonly T[], what: string): Generator<T, void, undefined> {
  const place = displayPlace();
  let done = 0;
  let next = 0;
  try {
    for (const one of list) {
      if (Date.now() >= next) {
        place?.(line(done, list.length, what));
        next = Date.now() + PAUSE;
      }
      yield one;
      done++;
    }
  } finally {
    const last = line(done, list.length, what);
    if (place === undefined) console.log(last["text/plain"]);
    else place(last);
  }
}

function line(done: number, all: number, what: string): Bundle {
  const text =
    done === all ? `${grouped(all)} ${what}` : `${grouped(done)} of ${grouped(all)} ${what}`;
  const percent = all === 0 ? 100 : Math.round((100 * done) / all);
  const bar = `<div style="width:${percent}%;height:6px;background:currentColor"></div>`;
  const room = `<div style="max-width:300px;border:1px solid currentColor;opacity:0.6" aria-hidden="true">${bar}</div>`;
  return {
    "text/plain": text,
    "text/html": `<div>${escapeHtml(text)}${done === all ? "" : room}</div>`,
  };
}
