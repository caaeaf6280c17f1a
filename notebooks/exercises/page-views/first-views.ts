import { brief } from "../../../lib/print/brief";
import { between } from "../between";
import { exercise } from "../exercise";
import { BUSY, busy, slowWrites } from "../played";
import { random } from "../random";
import { same } from "../same";
import type { Trial } from "../trial";
import { freshPair, isStored, pairOf, Views } from "./views";

type FirstViews = (user_id: string, pages: string[]) => unknown;

export const firstViews = exercise<FirstViews>({
  "gives the pages that the user hasn't viewed before": async (firstViews, trial) => {
    const { user, known, fresh } = await someKnown(trial);
    const found = await trial.answer(
      () => firstViews(user, random.shuffled([...known, ...fresh])),
      { given: user, hint: "A page that was viewed before is no error: view gives false for it." },
    );
    arePages(trial, user, found, fresh, (pages) => {
      if (same([...pages].sort(), [...known].sort()))
        return "Those are the pages that were not new. When does view give true?";
      return pages.length === 0
        ? "Does it wait for all answers before it looks at them? A promise counts as true, and as nothing."
        : "A page is new if view gives true for it.";
    });
  },
  "stores those views": async (firstViews, trial) => {
    const { user, known, fresh } = await someKnown(trial);
    await trial.answer(() => firstViews(user, [...fresh, ...known]), {
      given: user,
      hint: "A page that was viewed before is no error.",
    });
    const stored = await Promise.all(fresh.map((page) => isStored(trial, page, user)));
    trial.holds(
      stored.every((is) => is),
      `stored ${stored.filter((is) => is).length} of ${fresh.length} new views`,
      {
        given: user,
        hint: "To ask whether a page was viewed is not enough: opening it is a view.",
      },
    );
  },
  "counts a page once that is twice in the list": async (firstViews, trial) => {
    const { user, known, fresh } = await someKnown(trial);
    const found = await trial.answer(() => firstViews(user, [...fresh, ...known, ...fresh]), {
      given: user,
      hint: "The second view of a page is no error.",
    });
    arePages(
      trial,
      user,
      found,
      fresh,
      () =>
        "Who looks first and writes then finds both of them new. The put with its condition is right for one of them only.",
    );
  },
  "gives an empty list for an empty list": async (firstViews, trial) => {
    const { user } = await freshPair(trial);
    await trial.gives(() => firstViews(user, []), [], {
      given: [user, []],
      hint: "No pages, no new ones: an empty list.",
    });
  },
  "tells two windows apart that open the same pages at once": async (firstViews, trial) => {
    const { user, fresh } = await someKnown(trial);
    const both = await trial.answer(
      () =>
        between(trial.db, slowWrites, () =>
          Promise.all([firstViews(user, fresh), firstViews(user, fresh)]),
        ),
      { given: user, hint: "Neither of them must fail." },
    );
    arePages(
      trial,
      user,
      both.flat(),
      fresh,
      () =>
        "Each page is new in one of the windows. Between looking and writing there is time, and the other window uses it.",
    );
  },
  "passes on errors": async (firstViews, trial) => {
    const { user, fresh } = await someKnown(trial);
    await trial.refuses(() => between(trial.db, busy, () => firstViews(user, fresh)), BUSY, {
      given: user,
      hint: "The check played a table that gets too many requests. Whether these views are new, nobody knows: the caller must learn of it.",
    });
  },
});

/** A user with some pages, viewed or not; what an answer writes is taken away after the step. */
async function someKnown(
  trial: Trial,
): Promise<{ user: string; known: string[]; fresh: string[] }> {
  const { user } = await freshPair(trial);
  const [known, fresh] = [3, 4].map((count) => Array.from({ length: count }, random.uuid)) as [
    string[],
    string[],
  ];
  for (const page of known) await trial.put(new Views(trial.db), pairOf(page, user));
  return { user, known, fresh };
}

/** Demands these pages, in any order. */
function arePages(
  trial: Trial,
  user: string,
  found: unknown,
  expected: string[],
  hint: (found: unknown[]) => string,
): void {
  if (!Array.isArray(found))
    return trial.holds(false, `gave ${brief(found)}`, {
      given: user,
      hint: "It gives a list of pages.",
    });
  const isRight = same([...(found as unknown[])].sort(), [...expected].sort());
  trial.holds(isRight, `gave ${found.length} of the pages, where ${expected.length} were new`, {
    given: user,
    hint: hint(found),
  });
}
