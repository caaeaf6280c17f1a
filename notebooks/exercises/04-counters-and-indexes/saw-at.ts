import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { beforeFirstWrite } from "../framework/faults";
import { brief, codeOf } from "../framework/internals";
import { random } from "../framework/random";
import { Counters } from "./fixtures";

type SawAt = (page_id: string, at: number) => unknown;
type Counter = { views: number; last_viewed?: number; note?: string };

const anyTime = () => random.int(1_600_000_000, 1_700_000_000);

/** The id of a page with this counter. The answer's writes are rolled back after the step. */
async function pageWith(context: CheckContext, counter: Counter): Promise<string> {
  await context.rollBack(new Counters(context.db));
  const page_id = random.uuid();
  await context.put(new Counters(context.db), { page_id, ...counter });
  return page_id;
}

const counterOf = (context: CheckContext, page_id: string) =>
  context.read(() => new Counters(context.db).get({ page_id }, { consistent: true }), {
    given: page_id,
    hint: "last_viewed is a whole number, stored as type N.",
  });

const LATER = "This time is later than the stored one, so set last_viewed, and return true.";
const MISSING =
  "This counter has no last_viewed yet, and a comparison with a missing attribute doesn't hold. The condition needs an or: attribute_not_exists(last_viewed).";
const EARLIER =
  "This time isn't later than the stored one. Let a condition of the update decide: last_viewed < :at.";
const NO_COUNTER =
  "UpdateItem creates a missing item. The condition must also say that the page has a counter; and binds more strongly than or, so use parentheses.";

const hintOr = (otherwise: string) => (found: unknown) => {
  if (codeOf(found) === "ValidationException")
    return "DynamoDB rejects the request: read the error's message. Each placeholder of the expressions needs its value, and each value must be used.";
  if (codeOf(found) !== "ConditionalCheckFailedException")
    return found instanceof Error ? "Read the error's message: it says what is wrong." : otherwise;
  return otherwise === LATER || otherwise === MISSING
    ? otherwise
    : "A condition that fails is an expected result here. Catch this error by its name, and return false.";
};

/** Requires a result, and what the counter holds afterwards. */
async function expectSeen(
  sawAt: SawAt,
  context: CheckContext,
  [before, at]: [Counter, number],
  isLater: boolean,
  hint: string,
): Promise<void> {
  const page_id = await pageWith(context, before);
  const given = { counter: before, at };
  await context.expectResult(() => sawAt(page_id, at), isLater, { given, hint: hintOr(hint) });
  const expected = { page_id, ...before, ...(isLater && { last_viewed: at }) };
  const found = await counterOf(context, page_id);
  context.expect(deepEqual(found, expected), `left ${brief(found)} instead of ${brief(expected)}`, {
    given,
    hint: isLater ? "Set last_viewed to at, and leave every other attribute unchanged." : EARLIER,
  });
}

export const sawAt = exercise<SawAt>({
  "sets a later time, and returns true": async (sawAt, context) => {
    const at = anyTime();
    const before = { views: random.int(2, 9), last_viewed: at - 1, note: "a" };
    await expectSeen(sawAt, context, [before, at], true, LATER);
  },
  "sets the first time of a counter": (sawAt, context) =>
    expectSeen(sawAt, context, [{ views: random.int(2, 9) }, anyTime()], true, MISSING),
  "ignores an earlier and the same time, and returns false": async (sawAt, context) => {
    const at = anyTime();
    for (const last_viewed of [at + random.int(1, 500), at])
      await expectSeen(sawAt, context, [{ views: 2, last_viewed }, at], false, EARLIER);
  },
  "returns false for a page without a counter, and creates none": async (sawAt, context) => {
    await context.rollBack(new Counters(context.db));
    const [page_id, at] = [random.uuid(), anyTime()];
    const attempt = { given: [page_id, at], hint: hintOr(NO_COUNTER) };
    await context.expectResult(() => sawAt(page_id, at), false, attempt);
    const found = await counterOf(context, page_id).catch(() => "an incomplete counter");
    context.expect(found === undefined, `left ${brief(found)}`, attempt);
  },
  "returns false if a later time arrives just before": async (sawAt, context) => {
    const [at, page_id] = [anyTime(), await pageWith(context, { views: 1 })];
    const later = { page_id, views: 1, last_viewed: at + 5 };
    const hint =
      "Another call set a later time just before your write, which overwrote it. A read is too early: put the comparison into the update's condition.";
    await context.expectResult(() => sawAt(page_id, at), false, {
      given: [page_id, at],
      hint,
      during: beforeFirstWrite(() => new Counters(context.db).put(later)),
    });
    const found = await counterOf(context, page_id);
    context.expect(deepEqual(found, later), `left ${brief(found)} instead of ${brief(later)}`, {
      given: [page_id, at],
      hint,
    });
  },
  "costs one write unit, and no read": async (sawAt, context) => {
    const [at, page_id] = [anyTime(), await pageWith(context, { views: 1 })];
    const { units, sent } = await context.costOf(() => sawAt(page_id, at), true, {
      given: [page_id, at],
      hint: hintOr(MISSING),
    });
    const what = sent.join(", ") || "nothing through db";
    context.expect(units === 1 && sent.length === 1, `sent ${what}, for ${units} units`, {
      given: [page_id, at],
      hint: "One UpdateItem with a condition is enough.",
    });
  },
  "lets other errors pass": (sawAt, context) =>
    expectFailuresPassedOn(context, async () => {
      const [at, page_id] = [anyTime(), await pageWith(context, { views: 1 })];
      return { call: () => sawAt(page_id, at), given: [page_id, at], right: true };
    }),
});
