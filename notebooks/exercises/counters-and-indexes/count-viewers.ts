import { exercise } from "../exercise";
import { random } from "../random";
import { consumed, Counters, hasScan, LARGE, pageViewedBy, users } from "./tables";

type CountViewers = (page_id: string) => PromiseLike<number>;

export const countViewers = exercise<CountViewers>({
  "gives the number of a page that has a counter": async (countViewers, trial) => {
    await trial.restoresItems(new Counters(trial.db));
    const count = random.int(3, 9);
    const page = await pageViewedBy(trial, users(count));
    await trial.put(new Counters(trial.db), { page_id: page, views: count });
    await trial.gives(() => countViewers(page), count, {
      given: page,
      hint: "The number is the attribute views of the page's counter. Ask for the page that the function is given.",
    });
  },
  "pays for the counter only, however much its viewers' items hold": async (
    countViewers,
    trial,
  ) => {
    await trial.restoresItems(new Counters(trial.db));
    const page = await pageViewedBy(trial, users(4), LARGE);
    await trial.put(new Counters(trial.db), { page_id: page, views: 4 });
    await trial.put(new Counters(trial.db), { page_id: random.uuid(), views: 1, note: LARGE });
    const cost = await trial.measured(() => countViewers(page), {
      given: page,
      hint: "A page with a counter needs one small read.",
    });
    trial.holds(cost.units <= 1, consumed(cost), {
      given: page,
      hint: hasScan(cost)
        ? "A scan reads the items of all pages. You know the key of the counter: get it."
        : "A query pays for all that it counts, COUNT or not. Ask for the counter first, and count only where there is none.",
    });
  },
  "counts the viewers of a page without a counter": async (countViewers, trial) => {
    await trial.restoresItems(new Counters(trial.db));
    const by = users(random.int(3, 9));
    const page = await pageViewedBy(trial, by);
    await trial.gives(() => countViewers(page), by.length, {
      given: page,
      hint: (found) =>
        found instanceof Error
          ? "get gives undefined for a page without a counter. Look at that before you ask for its views."
          : "No counter doesn't mean no viewers. Then the page's items in page_viewer tell.",
    });
  },
  "reads the items of no other page": async (countViewers, trial) => {
    await trial.restoresItems(new Counters(trial.db));
    const page = await pageViewedBy(trial, users(5));
    await pageViewedBy(trial, users(1), LARGE);
    const cost = await trial.measured(() => countViewers(page), {
      given: page,
      hint: "A page without a counter needs a query of page_viewer.",
    });
    trial.holds(cost.units <= 2, consumed(cost), {
      given: page,
      hint: "The viewers of a page have its page_id as their partition key: query that, and nothing else is read.",
    });
  },
  "counts to the end, beyond one answer of 1 MB": async (countViewers, trial) => {
    await trial.restoresItems(new Counters(trial.db));
    const page = await pageViewedBy(trial, users(6), LARGE);
    await trial.gives(() => countViewers(page), 6, {
      given: page,
      hint: "One answer, and its Count, ends at 1 MB. Go on while there is a LastEvaluatedKey; all() does.",
    });
  },
  "gives 0 for a page that nobody has viewed": async (countViewers, trial) => {
    await trial.restoresItems(new Counters(trial.db));
    const page = random.uuid();
    await trial.gives(() => countViewers(page), 0, {
      given: page,
      hint: "Where a query finds nothing, there are 0 items. That is no error.",
    });
  },
});
