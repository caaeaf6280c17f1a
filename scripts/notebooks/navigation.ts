import path from "node:path";
import { joined, lines, type Cell, type Notebook } from "./notebook";

/** A notebook and the name of its file. */
export type Chapter = { file: string; notebook: Notebook };

const CONTENTS = "00-contents.ipynb";
const HOME = `[Contents](${CONTENTS})`;

/**
 * Returns the chapters with links to their neighbours at both ends, and the contents with each
 * chapter's minutes.
 */
export function navigated(chapters: readonly Chapter[]): Chapter[] {
  const [contents, ...rest] = chapters;
  if (contents === undefined || path.basename(contents.file) !== CONTENTS)
    throw new Error(`The first notebook must be ${CONTENTS}`);
  const linked = rest.map((chapter, index) => withLinks(chapter, rest[index - 1], rest[index + 1]));
  return [withMinutes(contents, rest), ...linked];
}

/** Updates the minutes in a text's table of chapters to those that the chapters themselves name. */
export function minutesIn(text: string, chapters: readonly Chapter[], folder = ""): string {
  return chapters.reduce((done, { file, notebook }) => {
    const row = new RegExp(
      `^(\\|.*\\]\\(${folder}${path.basename(file)}\\).*\\| )\\d+( \\|)$`,
      "m",
    );
    if (!row.test(done))
      throw new Error(`No row has the minutes of ${path.basename(file)}: add one`);
    return done.replace(row, `$1${minutesOf(notebook)}$2`);
  }, text);
}

function withLinks(
  { file, notebook }: Chapter,
  previous: Chapter | undefined,
  next: Chapter | undefined,
): Chapter {
  const top = [previous && link(previous), HOME, next && `next: ${link(next)}`]
    .filter(Boolean)
    .join(" · ");
  const bottom = next === undefined ? `Back: ${HOME}` : `Next: ${link(next)} · ${HOME}`;
  const last = notebook.cells.length - 1;
  const cells = notebook.cells.map((cell, index) => {
    if (index === 0) return rewritten(cell, /^(# .*\n\n).*$/m, `$1${top}`, file);
    return index === last ? rewritten(cell, /^(---\n\n).*$/m, `$1${bottom}`, file) : cell;
  });
  return { file, notebook: { ...notebook, cells } };
}

function withMinutes({ file, notebook }: Chapter, chapters: readonly Chapter[]): Chapter {
  const cells = notebook.cells.map((cell) =>
    cell.id === "chapters"
      ? { ...cell, source: lines(minutesIn(joined(cell.source), chapters)) }
      : cell,
  );
  return { file, notebook: { ...notebook, cells } };
}

function rewritten(cell: Cell, place: RegExp, text: string, file: string): Cell {
  const source = joined(cell.source);
  if (!place.test(source))
    throw new Error(
      `${path.basename(file)}, cell ${cell.id}: it has no line for links: add an empty one after the heading`,
    );
  return { ...cell, source: lines(source.replace(place, text)) };
}

const link = (chapter: Chapter) =>
  `[${titleOf(chapter).replace(": ", ", ")}](${path.basename(chapter.file)})`;

function titleOf({ file, notebook }: Chapter): string {
  const title = /^# (.+)$/m.exec(joined(notebook.cells[0]?.source))?.[1];
  if (title === undefined) throw new Error(`${path.basename(file)} has no title`);
  return title;
}

function minutesOf(notebook: Notebook): string {
  const minutes = /\*\*It takes\*\* about (\d+) minutes/.exec(
    joined(notebook.cells[0]?.source),
  )?.[1];
  if (minutes === undefined) throw new Error("A chapter's header says how many minutes it takes");
  return minutes;
}
