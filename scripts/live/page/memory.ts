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

/** Whether the browser keeps anything for this page. Some don't, for pages from a folder. */
export const keeps = (): boolean => {
  try {
    localStorage.setItem(`${PREFIX}try`, "");
    localStorage.removeItem(`${PREFIX}try`);
    return true;
  } catch {
    return false;
  }
};

/** What is kept of a chapter. */
export function recall(chapter: string): Kept {
  if (!keeps()) return nothing();
  return parsed(localStorage.getItem(PREFIX + chapter));
}

/** Keeps a chapter. Returns false when the browser refuses: then it lasts as long as the page. */
export function keep(chapter: string, kept: Kept): boolean {
  try {
    localStorage.setItem(PREFIX + chapter, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

export function forget(chapter: string): void {
  if (keeps()) localStorage.removeItem(PREFIX + chapter);
}

/** The chapters of which something is kept. */
export const known = (): string[] =>
  keeps()
    ? Object.keys(localStorage)
        .filter((key) => key.startsWith(PREFIX))
        .map((key) => key.slice(PREFIX.length))
    : [];

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
