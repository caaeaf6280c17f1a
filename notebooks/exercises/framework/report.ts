import type { CheckFailure } from "./check-failure";
import { brief, type Bundle, textHtml, visibleLines } from "./internals";

/** The sentence of a step, whether it was tried, and how the answer failed it, if it did. */
export type StepResult = { sentence: string; isTried: boolean; failure?: CheckFailure };

/** Formats the results of a check as text and HTML. */
export function report(name: string, results: readonly StepResult[] | undefined): Bundle {
  if (results === undefined)
    return bundle(
      `${name}: not yet. Write your answer in place of todo, run its cell, then this one.`,
      [],
    );
  const passed = results.filter(({ isTried, failure }) => isTried && failure === undefined).length;
  const verdict =
    passed === results.length
      ? `passed, ${passed} of ${passed}. Well done.`
      : `not there yet, ${passed} of ${results.length}.`;
  return bundle(`${name}: ${verdict}`, results.map(linesOf));
}

/** The lines about a step. */
function linesOf({ sentence, isTried, failure }: StepResult): string[] {
  if (!isTried) return [`– ${sentence} (not tried)`];
  if (failure === undefined) return [`✓ ${sentence}`];
  const { given, found, hint } = failure;
  const start = given === undefined ? "It" : `Given ${brief(given)}, it`;
  return [`✗ ${sentence}`, `${start} ${found.replace(/\.$/, "")}.`, `Hint: ${hint}`];
}

function bundle(title: string, steps: string[][]): Bundle {
  const text = [
    title,
    ...steps.flatMap(([first = "", ...more]) => [
      `  ${first}`,
      ...more.map((line) => `      ${line}`),
    ]),
  ]
    .map(visibleLines)
    .join("\n");
  return { "text/plain": text, "text/html": html(title, steps) };
}

function html(title: string, steps: string[][]): string {
  const items = steps.map((lines) => `<li>${lines.map(textHtml).join("<br>")}</li>`).join("");
  const list = items && `<ul style="list-style:none;margin:4px 0;padding-left:1em">${items}</ul>`;
  return `<div><strong>${textHtml(title)}</strong>${list}</div>`;
}
