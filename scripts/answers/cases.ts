import { readFileSync } from "node:fs";

/** An answer to an exercise, as a cell: a right one, or a wrong one whose hint has these words. */
export type Case = { exercise: string; title: string; code: string } & (
  { isRight: true } | { isRight: false; hint: string }
);

/**
 * The cases of a chapter. Their file has a heading `# balanceOf` for each exercise, below it `## right: …` or
 * `## wrong: …` for each case, and the case's cell; a wrong one also a line `hint: …` with words that its hint has.
 */
export function readCases(file: string): Case[] {
  return sections(readFileSync(file, "utf8"), /^# /m).flatMap(([exercise, text]) =>
    sections(text, /^## /m).map(([title, body]) => caseOf(exercise, title, body)),
  );
}

/** Parts of a text by their headings; what stands before the first heading is an introduction. */
function sections(text: string, mark: RegExp): [string, string][] {
  return text
    .split(mark)
    .slice(1)
    .map((part) => {
      const end = part.indexOf("\n");
      return [part.slice(0, end).trim(), part.slice(end + 1)];
    });
}

function caseOf(exercise: string, title: string, body: string): Case {
  const code = /^```typescript\n(.*?)^```$/ms.exec(body)?.[1];
  const hint = /^hint: (.+)$/m.exec(body.slice(0, body.indexOf("```")))?.[1];
  if (code === undefined) throw new Error(`${exercise}, ${title}: there is no block of typescript`);
  if (/^right: ./.test(title)) return { exercise, title, code, isRight: true };
  if (!/^(wrong|hard-coded): ./.test(title))
    throw new Error(`${exercise}, ${title}: a case is "right: …", "wrong: …" or "hard-coded: …"`);
  if (hint === undefined)
    throw new Error(`${exercise}, ${title}: a wrong answer needs a line "hint: …"`);
  return { exercise, title, code, isRight: false, hint };
}
