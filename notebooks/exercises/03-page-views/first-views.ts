import { times } from "../framework/at-once";
import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { staleReads } from "../framework/faults";
import { brief } from "../framework/internals";
import { random } from "../framework/random";
import { areStored, freshPair, pairOf, Views } from "./fixtures";

type FirstViews = (user_id: string, pages: string[]) => unknown;

export const firstViews = exercise<FirstViews>({
  "returns the pages that the user hasn't viewed before": async (firstViews, context) => {
    const { user, known, fresh } = await somePages(context);
    const found = await context.run(() => firstViews(user, random.shuffled([...known, ...fresh])), {
      given: user,
      hint: "A page that was viewed before isn't an error: view returns false for it.",
    });
    expectPages(context, user, found, fresh, (pages) => {
      if (deepEqual([...pages].sort(), [...known].sort()))
        return "Those are the pages that weren't new. When does view return true?";
      return pages.length === 0
        ? "Do you await every view before you filter? A promise is always truthy."
        : "A page is new if view returns true for it.";
    });
  },
  "stores these views": async (firstViews, context) => {
    const { user, known, fresh } = await somePages(context);
    await context.run(() => firstViews(user, [...fresh, ...known]), {
      given: user,
      hint: "A page that was viewed before isn't an error.",
    });
    const stored = await areStored(
      context,
      fresh.map((page) => pairOf(page, user)),
    );
    context.expect(
      stored.every((is) => is),
      `stored ${stored.filter((is) => is).length} of ${fresh.length} new views`,
      {
        given: user,
        hint: "Opening a page is a view, so store it. Checking for it isn't enough.",
      },
    );
  },
  "counts a page once, even if the list names it twice": async (firstViews, context) => {
    const { user, known, fresh } = await somePages(context);
    const found = await context.run(() => firstViews(user, [...fresh, ...known, ...fresh]), {
      given: user,
      hint: "Viewing a page a second time isn't an error.",
    });
    expectPages(
      context,
      user,
      found,
      fresh,
      () =>
        "If you check first and write later, both copies look new. A put with a condition succeeds for only one of them.",
    );
  },
  "returns an empty list for an empty list": async (firstViews, context) => {
    const { user } = await freshPair(context);
    await context.expectResult(() => firstViews(user, []), [], {
      given: [user, []],
      hint: "Without pages there is nothing new. Return an empty list.",
    });
  },
  "counts a page once if two windows open it at the same time": async (firstViews, context) => {
    const { user, fresh } = await somePages(context);
    const both = await context.runAtOnce(
      times(2, () => firstViews(user, fresh)),
      { given: user, hint: "Neither call should fail." },
    );
    expectPages(
      context,
      user,
      both.flat(),
      fresh,
      () =>
        "Each page is new in one window only. The other window writes between your read and your write.",
    );
  },
  "is right even if its reads lag behind": async (firstViews, context) => {
    const { user, known, fresh } = await somePages(context);
    const found = await context.run(() => firstViews(user, [...known, ...fresh]), {
      given: user,
      hint: "A page that was viewed before isn't an error.",
      during: staleReads,
    });
    const lag =
      "The check simulated reads that miss the views of the last moment. Only the put's condition can tell whether a view is the first.";
    expectPages(context, user, found, fresh, () => lag);
  },
  "lets other errors pass": (firstViews, context) =>
    expectFailuresPassedOn(context, async () => {
      const { user, fresh } = await somePages(context, 2);
      return { call: () => firstViews(user, fresh), given: user, right: fresh };
    }),
});

/** A user with three known pages, and with fresh ones. The answer's writes are rolled back after the step. */
async function somePages(
  context: CheckContext,
  count = 4,
): Promise<{ user: string; known: string[]; fresh: string[] }> {
  const { user } = await freshPair(context);
  const [known, fresh] = [3, count].map((length) => Array.from({ length }, random.uuid)) as [
    string[],
    string[],
  ];
  await context.put(new Views(context.db), ...known.map((page) => pairOf(page, user)));
  return { user, known, fresh };
}

/** Requires these pages, in any order. */
function expectPages(
  context: CheckContext,
  user: string,
  found: unknown,
  expected: string[],
  hint: (found: unknown[]) => string,
): void {
  if (!Array.isArray(found))
    return context.expect(false, `returned ${brief(found)}`, {
      given: user,
      hint: "Return a list of pages.",
    });
  const isRight = deepEqual([...(found as unknown[])].sort(), [...expected].sort());
  context.expect(isRight, `returned ${found.length} pages, but ${expected.length} were new`, {
    given: user,
    hint: hint(found),
  });
}
