import { readFileSync } from "node:fs";

/** An answer to an exercise, as a cell: right, or wrong, with words that its hint must contain. */
export type Case = { exercise: string; title: string; code: string } & (
  { isRight: true } | { isRight: false; hint: string }
);

/**
 * Reads the cases of a chapter. Their file has a heading `# balanceOf` for each exercise. Below it
 * each case has a heading `## right: …`, `## wrong: …` or `## hard-coded: …` and its cell. A wrong
 * or hard-coded one also has a line `hint: …` with words that its hint must contain.
 *
 * @throws Error if a case is incomplete
 */
export function readCases(file: string): Case[] {
  return sections(readFileSync(file, "utf8"), /^# /m).flatMap(([exercise, text]) =>
    sections(text, /^## /m).map(([title, body]) => caseOf(exercise, title, body)),
  );
}

/** The sections of a text by their headings. The text before the first heading is left out. */
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
  if (code === undefined) throw new Error(`${exercise}, ${title}: it needs a block of typescript`);
  if (/^right: ./.test(title)) return { exercise, title, code, isRight: true };
  if (!/^(wrong|hard-coded): ./.test(title))
    throw new Error(
      `${exercise}, ${title}: a title must begin with "right: ", "wrong: " or "hard-coded: "`,
    );
  if (hint === undefined)
    throw new Error(`${exercise}, ${title}: a wrong answer needs a line "hint: …"`);
  return { exercise, title, code, isRight: false, hint };
}
