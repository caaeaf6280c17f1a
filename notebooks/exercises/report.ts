import { brief } from "../../lib/print/brief";
import type { Bundle } from "../../lib/print/display";
import { escapeHtml } from "../../lib/print/escape";
import type { Shortfall } from "./shortfall";

/** How a step went; without a shortfall, well. */
export type Result = { says: string; shortfall?: Shortfall };

/** What a check answers, in words. */
export function report(name: string, results: readonly Result[] | undefined): Bundle {
  if (results === undefined)
    return bundle(
      `${name}: not yet. Write your answer in place of todo, run its cell, then this one.`,
      [],
    );
  const passed = results.filter(({ shortfall }) => shortfall === undefined).length;
  const verdict =
    passed === results.length
      ? `passed, ${passed} of ${passed}. Well done!`
      : `not there yet, ${passed} of ${results.length}.`;
  return bundle(`${name}: ${verdict}`, results.map(lines));
}

/** The sentence of a step, and what there is to say if it failed. */
function lines({ says, shortfall }: Result): [string, string[]] {
  if (shortfall === undefined) return [`✓ ${says}`, []];
  const given =
    shortfall.given === undefined
      ? []
      : [`Given ${brief(shortfall.given)}, it ${shortfall.found}.`];
  return [
    `✗ ${says}`,
    [...(given.length > 0 ? given : [`It ${shortfall.found}.`]), `Hint: ${shortfall.hint}`],
  ];
}

function bundle(title: string, steps: [string, string[]][]): Bundle {
  const text = [
    title,
    ...steps.flatMap(([head, more]) => [`  ${head}`, ...more.map((line) => `      ${line}`)]),
  ].join("\n");
  const list = steps
    .map(([head, more]) => `<li>${[head, ...more].map(escapeHtml).join("<br>")}</li>`)
    .join("");
  const html = `<div><strong>${escapeHtml(title)}</strong>${list && `<ul style="list-style:none;margin:4px 0;padding-left:1em">${list}</ul>`}</div>`;
  return { "text/plain": text, "text/html": html };
}
