import { int, joined, Table } from "../../../lib/index";
import { times } from "../framework/at-once";
import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { brief, codeOf, isFields } from "../framework/internals";
import { random } from "../framework/random";
import { freshPair, pairOf, viewedPair } from "./fixtures";

type Visit = (page_id: string, user_id: string, at: number) => unknown;
type Kept = { first_viewed?: number; last_viewed?: number; visits?: number };

/** The chapter's table, with the attributes of this exercise. */
const Visits = Table({
  name: "page_view",
  fields: {
    page_id_user_id: joined("uuid", "uuid"),
    first_viewed: int().optional(),
    last_viewed: int().optional(),
    visits: int().optional(),
  },
  partitionKey: "page_id_user_id",
});

const anyTime = () => random.int(1_400_000_000, 1_600_000_000);

async function keptOf(context: CheckContext, page: string, user: string): Promise<Kept> {
  const get = () => new Visits(context.db).get(pairOf(page, user), { consistent: true });
  const item = await context.read(get, {
    given: [page, user],
    hint: "first_viewed, last_viewed and visits are whole numbers, stored as type N.",
  });
  const { first_viewed, last_viewed, visits } = item ?? {};
  return {
    ...(first_viewed !== undefined && { first_viewed }),
    ...(last_viewed !== undefined && { last_viewed }),
    ...(visits !== undefined && { visits }),
  };
}

function visitHint(expected: Kept, before?: Kept) {
  return (found: unknown): string => {
    if (codeOf(found) === "ValidationException")
      return "DynamoDB rejects the request: read the error's message. An update expression has at most one SET and one ADD clause, with commas between the parts of each, and every placeholder must be used.";
    if (found instanceof Error) return "Read the error's message: it says what is wrong.";
    if (!isFields(found))
      return "Return an object: { first_viewed, last_viewed, visits }. The update's response can contain them: see ReturnValues.";
    const { first_viewed, last_viewed, visits } = found as Kept;
    if (
      [first_viewed, last_viewed, visits].some(
        (one) => typeof one !== "number" || Number.isNaN(one),
      )
    )
      return "All three should be numbers. DynamoDB's response has attribute values, with numbers as text; ALL_NEW makes it contain the attributes after the update.";
    if (before !== undefined && deepEqual(found, before))
      return "That's what the item had before this visit. ReturnValues decides which attributes come back: ALL_OLD and UPDATED_OLD are those before the update, ALL_NEW and UPDATED_NEW those after it.";
    if (first_viewed !== expected.first_viewed)
      return "first_viewed keeps its first value: if_not_exists(first_viewed, :at) is the stored one if there is one.";
    if (visits !== expected.visits)
      return "Each visit raises visits by one. Does a stored number stay part of the sum?";
    return "last_viewed is the time of this visit.";
  };
}

async function expectVisit(
  visit: Visit,
  context: CheckContext,
  [page, user, at]: [string, string, number],
  expected: Kept,
): Promise<void> {
  const given = [page, user, at];
  const hint = visitHint(expected, await keptOf(context, page, user));
  await context.expectResult(() => visit(page, user, at), expected, { given, hint });
  const found = await keptOf(context, page, user);
  context.expect(deepEqual(found, expected), `left ${brief(found)} in page_view`, {
    given,
    hint:
      found.visits === undefined
        ? "Store them in the view's item of page_view: its key is page and user, joined by an underscore."
        : hint(found),
  });
}

export const visit = exercise<Visit>({
  "keeps first and last time, and counts": async (visit, context) => {
    const [{ page, user }, at] = [await freshPair(context), anyTime()];
    await expectVisit(visit, context, [page, user, at], {
      first_viewed: at,
      last_viewed: at,
      visits: 1,
    });
    for (const [visits, later] of [
      [2, at + 50],
      [3, at + 90],
    ] as const)
      await expectVisit(visit, context, [page, user, later], {
        first_viewed: at,
        last_viewed: later,
        visits,
      });
  },
  "keeps pages and users apart": async (visit, context) => {
    const [{ page, user }, at] = [await freshPair(context), anyTime()];
    const given = [page, user, at];
    await context.run(() => visit(page, user, at), { given, hint: visitHint({}) });
    for (const [p, u] of [
      [page, random.uuid()],
      [random.uuid(), user],
    ] as const)
      await expectVisit(visit, context, [p, u, at + 5], {
        first_viewed: at + 5,
        last_viewed: at + 5,
        visits: 1,
      });
  },
  "begins at one for a view that the chapter stored": async (visit, context) => {
    const [{ page, user }, at] = [await viewedPair(context), anyTime()];
    await expectVisit(visit, context, [page, user, at], {
      first_viewed: at,
      last_viewed: at,
      visits: 1,
    });
  },
  "counts every one of eight visits at once": async (visit, context) => {
    const [{ page, user }, at] = [await freshPair(context), anyTime()];
    const given = [page, user, at];
    const eight = times(8, () => visit(page, user, at));
    await context.runAtOnce(eight, {
      given,
      hint: "None of the visits should fail.",
    });
    const { visits = 0 } = await keptOf(context, page, user);
    context.expect(visits === 8, `counted ${visits} of 8 visits`, {
      given,
      hint: "Some visits overwrote a number that others had just raised. Let the update add, where the number is stored.",
    });
  },
  "costs one write unit, and no read": async (visit, context) => {
    const [{ page, user }, at] = [await freshPair(context), anyTime()];
    const given = [page, user, at];
    const { units, requests } = await context.measure(() => visit(page, user, at), {
      given,
      hint: visitHint({}),
    });
    const sent = requests.map(({ operation }) => operation).join(", ") || "nothing through db";
    context.expect(units === 1 && requests.length === 1, `sent ${sent}, for ${units} units`, {
      given,
      hint: "One UpdateItem sets, adds, and returns the result. What must stay unchanged once it exists, if_not_exists keeps.",
    });
  },
  "lets errors pass": (visit, context) =>
    expectFailuresPassedOn(context, async () => {
      const [{ page, user }, at] = [await freshPair(context), anyTime()];
      const right = { first_viewed: at, last_viewed: at, visits: 1 };
      return { call: () => visit(page, user, at), given: [page, user, at], right };
    }),
});
