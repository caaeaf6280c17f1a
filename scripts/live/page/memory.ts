/** What a browser keeps for its reader: changed cells, and exercises that were passed. */

export type Kept = {
  /** The reader's code, by the cell's id. */
  answers: Record<string, string>;
  /** The names of exercises whose check has accepted an answer. */
  passed: string[];
  /** How many exercises the chapter had at the last visit. */
  exercises: number;
};

const PREFIX = "dynamodb-in-examples:";

const nothing = (): Kept => ({ answers: {}, passed: [], exercises: 0 });

/**
 * What the browser keeps for the site; `undefined` where it refuses, as some do for pages from a
 * folder. A full one can still be read.
 */
function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/** What is kept of a chapter. */
export const recall = (chapter: string): Kept =>
  parsed(storage()?.getItem(PREFIX + chapter) ?? null);

/** Keeps a chapter. Returns false when the browser refuses: then it lasts as long as the page. */
export function keep(chapter: string, kept: Kept): boolean {
  try {
    localStorage.setItem(PREFIX + chapter, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

export const forget = (chapter: string): void => storage()?.removeItem(PREFIX + chapter);

/** The chapters of which something is kept. */
export const known = (): string[] =>
  Object.keys(storage() ?? {})
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length));

/** Reads what was kept. What isn't as this page writes it counts as nothing. */
function parsed(text: string | null): Kept {
  const kept = nothing();
  if (text === null) return kept;
  let value: Partial<Kept>;
  try {
    value = (JSON.parse(text) ?? {}) as Partial<Kept>;
  } catch {
    return kept;
  }
  for (const [id, code] of Object.entries(value.answers ?? {}))
    if (typeof code === "string") kept.answers[id] = code;
  if (Array.isArray(value.passed))
    kept.passed = value.passed.filter((name) => typeof name === "string");
  if (typeof value.exercises === "number") kept.exercises = value.exercises;
  return kept;
}
