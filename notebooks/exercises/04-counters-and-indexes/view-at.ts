import { string, Table, uuid } from "../../../lib/index";
import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { beforeFirstWrite } from "../framework/faults";
import { brief, codeOf } from "../framework/internals";
import { random } from "../framework/random";
import { THROUGH_DB } from "../framework/through-db";
import { consumed, Counters, Views } from "./fixtures";

type ViewAt = (page_id: string, user_id: string, at: number) => PromiseLike<boolean>;

/** Counters with text in place of their number, to which `add` fails. */
const BrokenCounters = Table({
  name: "page_counter",
  fields: { page_id: uuid(), views: string() },
  partitionKey: "page_id",
});

export const viewAt = exercise<ViewAt>({
  "counts and dates a page's first view": async (viewAt, context) => {
    const { page, user, at } = await newVisit(context);
    await context.expectResult(() => viewAt(page, user, at), true, {
      given: page,
      hint: errorHintOr("A view is new if its put succeeds. Then return true."),
    });
    await expectStored(context, page, user);
    await expectCounter(context, page, { views: 1, last_viewed: at });
  },
  "counts and dates another user's view": async (viewAt, context) => {
    const { page, user, at } = await newVisit(context);
    const before = { views: random.int(2, 90), last_viewed: at - random.int(1, 500) };
    const note = random.uuid();
    await context.put(new Counters(context.db), { page_id: page, ...before, note });
    await context.expectResult(() => viewAt(page, user, at), true, {
      given: page,
      hint: errorHintOr("Only a view by the same user is a repeated one."),
    });
    await expectCounter(context, page, { views: before.views + 1, last_viewed: at }, before);
    const now = await new Counters(context.db).get({ page_id: page }, { consistent: true });
    context.expect(now?.note === note, "lost another attribute of the counter", {
      given: page,
      hint: "A put replaces the whole item. An update changes only what it names.",
    });
  },
  "returns false for a repeated view, and changes nothing": async (viewAt, context) => {
    const { page, user, at } = await newVisit(context);
    const before = { views: random.int(2, 90), last_viewed: at - random.int(1, 500) };
    await context.put(new Views(context.db), { page_id_user_id: `${page}_${user}` });
    await context.put(new Counters(context.db), { page_id: page, ...before });
    await context.expectResult(() => viewAt(page, user, at), false, {
      given: page,
      hint: (found) =>
        isRefusal(found)
          ? "A refused write throws. Catch the error: if the reason is ConditionalCheckFailed, the view existed."
          : errorHintOr("The put needs a condition: the pair must not exist yet.")(found),
    });
    await expectCounter(context, page, before, before);
  },
  "stores no view that it can't count": async (viewAt, context) => {
    const { page, user, at } = await newVisit(context);
    await context.put(new BrokenCounters(context.db), { page_id: page, views: "many" });
    await context.expectAnyError(() => viewAt(page, user, at), {
      given: page,
      hint: "false means that the view existed. Here the counter couldn't be raised, so let the error pass.",
    });
    context.expect(
      (await storedView(context, page, user)) === undefined,
      "stored the view, although its counter couldn't be raised",
      {
        given: page,
        hint: "The second of two requests may fail, as here, where views is a text. Send both writes as one transaction.",
      },
    );
  },
  "returns false if another request was faster": async (viewAt, context) => {
    const { page, user, at } = await newVisit(context);
    const before = { views: random.int(2, 90), last_viewed: at - 1 };
    const other = beforeFirstWrite(async () => {
      await new Views(context.db).put({ page_id_user_id: `${page}_${user}` });
      await new Counters(context.db).put({ page_id: page, ...before });
    });
    await context.expectResult(() => viewAt(page, user, at), false, {
      given: page,
      during: other,
      hint: errorHintOr(
        "Another request stored this view just before your first write. Checking before the write is too early: put the condition into the put itself.",
      ),
    });
    await expectCounter(context, page, before, before);
  },
  "lets other errors pass, a TransactionConflict too": (viewAt, context) =>
    expectFailuresPassedOn(context, async () => {
      const { page, user, at } = await newVisit(context);
      return { call: () => viewAt(page, user, at), given: page, right: true };
    }),
  "costs four units, as view does, and no read": async (viewAt, context) => {
    const { page, user, at } = await newVisit(context);
    const cost = await context.costOf(() => viewAt(page, user, at), true, {
      given: page,
      hint: errorHintOr("A new view takes one transaction."),
    });
    context.expect(cost.units === 4, consumed(cost), {
      given: page,
      hint:
        cost.units < 4
          ? oneTransaction(cost.units)
          : cost.requests.some(({ operation }) => /Get|Query|Scan/.test(operation))
            ? "A condition needs no read. A read before it costs half a unit, and may be out of date."
            : "One update can raise the counter and set last_viewed. Another request costs extra units.",
    });
  },
});

const oneTransaction = (units: number) =>
  units === 0
    ? THROUGH_DB
    : "These weren't two writes in one transaction: there each counts double, which makes four units. Two requests cost less, but the program may stop between them.";

/** Whether a transaction was refused because it names an item twice, before sending or by DynamoDB. */
const namesItemTwice = (error: Error) =>
  /names the item .* twice|multiple operations on one item/s.test(error.message);

/** This hint, or another one if the answer threw. */
const errorHintOr = (hint: string) => (found: unknown) => {
  if (!(found instanceof Error)) return hint;
  return namesItemTwice(found)
    ? "A transaction takes each item once, and this one names the counter twice. One update can add and set."
    : "Call it in a cell of your own: the full error says what to do.";
};

/** Whether DynamoDB refused a write, alone or in a transaction. */
const isRefusal = (found: unknown) =>
  /ConditionalCheckFailed|TransactionCanceled/.test(codeOf(found) ?? "");

/** A page, a user and a time. The answer's writes to both tables are rolled back after the step. */
async function newVisit(
  context: CheckContext,
): Promise<{ page: string; user: string; at: number }> {
  await context.rollBack(new Views(context.db));
  await context.rollBack(new Counters(context.db));
  return { page: random.uuid(), user: random.uuid(), at: random.int(1_600_000_000, 1_700_000_000) };
}

const storedView = (context: CheckContext, page: string, user: string) =>
  new Views(context.db).get({ page_id_user_id: `${page}_${user}` }, { consistent: true });

async function expectStored(context: CheckContext, page: string, user: string): Promise<void> {
  const isThere = (await storedView(context, page, user)) !== undefined;
  context.expect(isThere, "stored no view of this page by this user", {
    given: page,
    hint: "The view is an item of page_view. Its key is page and user, joined by an underscore, in this order.",
  });
}

type Count = { views: number; last_viewed?: number };

/** Requires what the page's counter holds. @param before What it held before the call */
async function expectCounter(
  context: CheckContext,
  page_id: string,
  expected: Count,
  before?: Count,
): Promise<void> {
  const hint = "The counter's views and last_viewed are whole numbers.";
  const counter = await context.read(
    () => new Counters(context.db).get({ page_id }, { consistent: true }),
    { given: page_id, hint },
  );
  if (counter === undefined)
    return context.expect(false, "left the page without a counter", {
      given: page_id,
      hint: "A page's counter is the item of page_counter with its page_id. An update with add creates it.",
    });
  const { views, last_viewed } = counter;
  const found = { views, ...(last_viewed !== undefined && { last_viewed }) };
  context.expect(
    deepEqual(found, expected),
    `left the counter at ${brief(found)} instead of ${brief(expected)}`,
    { given: page_id, hint: counterHint(found, expected, before) },
  );
}

function counterHint(found: Count, expected: Count, before: Count | undefined): string {
  if (before !== undefined && deepEqual(expected, before))
    return "A repeated view changes neither views nor last_viewed. Put the update into the transaction.";
  if (found.views !== expected.views) return "A new view raises views by one. Use add, not set.";
  if (found.last_viewed === undefined || found.last_viewed === before?.last_viewed)
    return "One update can add and set. Add a set for last_viewed.";
  if (found.last_viewed === (before?.last_viewed ?? 0) + (expected.last_viewed ?? 0))
    return "This added the time to the previous one. Use set for last_viewed.";
  return "last_viewed is the function's argument at, unchanged.";
}
