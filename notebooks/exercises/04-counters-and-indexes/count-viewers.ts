import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { random } from "../framework/random";
import { THROUGH_DB } from "../framework/through-db";
import { consumed, COSTLY, Counters, hasScan, LARGE, pageViewedBy, users } from "./fixtures";

const EVENTUAL =
  "A strongly consistent read costs twice as much, and a number of viewers may be a moment old.";

type CountViewers = (page_id: string) => PromiseLike<number>;

export const countViewers = exercise<CountViewers>({
  "returns the number in the page's counter": async (countViewers, context) => {
    await context.rollBack(new Counters(context.db));
    const count = random.int(3, 9);
    const page = await pageViewedBy(context, users(count));
    await context.put(new Counters(context.db), { page_id: page, views: count });
    await context.expectResult(() => countViewers(page), count, {
      given: page,
      hint: "The number is in the attribute views of the page's counter. Get the counter of the page that the function receives.",
    });
  },
  "pays for the counter only, however large the viewers' items are": async (
    countViewers,
    context,
  ) => {
    await context.rollBack(new Counters(context.db));
    const page = await pageViewedBy(context, users(4), COSTLY);
    await context.put(new Counters(context.db), { page_id: page, views: 4 });
    await context.put(new Counters(context.db), { page_id: random.uuid(), views: 1, note: COSTLY });
    const cost = await context.measure(() => countViewers(page), {
      given: page,
      hint: "A page with a counter needs one small read.",
    });
    context.expect(cost.units === 0.5, consumed(cost), {
      given: page,
      hint:
        cost.units === 0
          ? THROUGH_DB
          : cost.units === 1 && cost.requests.length === 1
            ? EVENTUAL
            : hasScan(cost)
              ? "A scan reads every page's items. You know the counter's key, so get that item."
              : "A query is billed for every item it counts, even with COUNT. Get the counter first, and count only if it doesn't exist.",
    });
  },
  "counts the viewers of a page without a counter": async (countViewers, context) => {
    await context.rollBack(new Counters(context.db));
    const by = users(random.int(3, 9));
    const page = await pageViewedBy(context, by);
    await context.expectResult(() => countViewers(page), by.length, {
      given: page,
      hint: (found) =>
        found instanceof Error
          ? "get returns undefined for a page without a counter. Check that before you read its views."
          : "A page without a counter can have viewers. Count its items in page_viewer.",
    });
  },
  "reads no other page's items": async (countViewers, context) => {
    await context.rollBack(new Counters(context.db));
    const page = await pageViewedBy(context, users(5));
    await pageViewedBy(context, users(1), COSTLY);
    const cost = await context.measure(() => countViewers(page), {
      given: page,
      hint: "A page without a counter needs a query of page_viewer.",
    });
    context.expect(cost.units > 0 && cost.units <= 1, consumed(cost), {
      given: page,
      hint:
        cost.units === 0
          ? THROUGH_DB
          : cost.units <= 2
            ? EVENTUAL
            : "A page's viewers share its page_id as their partition key. Query it, and DynamoDB reads nothing else.",
    });
  },
  "counts beyond the first page of 1 MB": async (countViewers, context) => {
    await context.rollBack(new Counters(context.db));
    const page = await pageViewedBy(context, users(6), LARGE);
    await context.expectResult(() => countViewers(page), 6, {
      given: page,
      hint: "One response, with its Count, covers at most 1 MB. Continue while it has a LastEvaluatedKey, or use all().",
    });
  },
  "returns 0 for a page without views": async (countViewers, context) => {
    await context.rollBack(new Counters(context.db));
    const page = random.uuid();
    await context.expectResult(() => countViewers(page), 0, {
      given: page,
      hint: "A query without results returns 0 items. That isn't an error.",
    });
  },
  "lets errors pass": async (countViewers, context) => {
    await context.rollBack(new Counters(context.db));
    const [counted, uncounted] = [random.uuid(), await pageViewedBy(context, users(3))];
    await context.put(new Counters(context.db), { page_id: counted, views: 3 });
    for (const page of [counted, uncounted])
      await expectFailuresPassedOn(context, () => ({
        call: () => countViewers(page),
        given: page,
        right: 3,
      }));
  },
});
