import { formatNumber } from "./count";
import { displayInPlace, type Bundle } from "./display";
import { textHtml, visibleLines } from "./escape";
import { BLUE, LINE } from "./style";

/** Milliseconds between two updates. */
const PAUSE = 100;

/** A line that says how far some work is. */
export type ProgressLine = {
  /** Says it; `all` is `undefined` if the number isn't known. */
  update: (done: number, all: number | undefined) => void;
  /** Says what the last update said, for good. */
  end: () => void;
};

/**
 * Makes a line that changes in place, at most every 100 ms. Outside a notebook it prints only the
 * end.
 *
 * @param what What is counted: `orders written`
 */
export function progressLine(what: string): ProgressLine {
  const display = displayInPlace();
  let last: [done: number, all: number | undefined] = [0, undefined];
  let next = 0;
  return {
    update: (...now) => {
      last = now;
      if (display === undefined || Date.now() < next) return;
      display(bundle(...now, what));
      next = Date.now() + PAUSE;
    },
    end: () => {
      const end = bundle(...last, what);
      if (display === undefined) console.log(end["text/plain"]);
      else display(end);
    },
  };
}

function bundle(done: number, all: number | undefined, what: string): Bundle {
  const isPart = all !== undefined && done !== all;
  const count = isPart ? `${formatNumber(done)} of ${formatNumber(all)}` : formatNumber(done);
  const text = visibleLines(`${count} ${what}`);
  return {
    "text/plain": text,
    "text/html": `<div>${textHtml(text)}${isPart ? bar(done / all) : ""}</div>`,
  };
}

function bar(share: number): string {
  // A border, not a background, because printers and forced colours leave backgrounds out.
  const filled = `<div style="width:${Math.round(100 * share)}%;border-top:6px solid ${BLUE}"></div>`;
  return `<div style="max-width:300px;border:1px solid ${LINE}" aria-hidden="true">${filled}</div>`;
}
