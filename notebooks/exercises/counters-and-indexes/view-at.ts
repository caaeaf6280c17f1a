import { string, uuid } from "../../../lib/fields/texts";
import { brief } from "../../../lib/print/brief";
import { Table } from "../../../lib/table/table";
import { between } from "../between";
import { exercise } from "../exercise";
import { justBefore } from "../played";
import { random } from "../random";
import { same } from "../same";
import type { Trial } from "../trial";
import { consumed, Counters, Views } from "./tables";

type ViewAt = (page_id: string, user_id: string, at: number) => PromiseLike<boolean>;

/** Counters whose number is a text, to which nothing can be added. */
const BrokenCounters = Table({
  name: "page_counter",
  fields: { page_id: uuid(), views: string() },
  partitionKey: "page_id",
});

export const viewAt = exercise<ViewAt>({
  "counts and dates a page's first view": async (viewAt, trial) => {
    const { page, user, at } = await visit(trial);
    await trial.gives(() => viewAt(page, user, at), true, {
      given: page,
      hint: hintOr("A view is new if the put of its pair succeeded: then the answer is true."),
    });
    await isStored(trial, page, user);
    await hasCounter(trial, page, { views: 1, last_viewed: at });
  },
  "counts and dates another user's view": async (viewAt, trial) => {
    const { page, user, at } = await visit(trial);
    const before = { views: random.int(2, 90), last_viewed: at - random.int(1, 500) };
    await trial.put(new Counters(trial.db), { page_id: page, ...before });
    await trial.gives(() => viewAt(page, user, at), true, {
      given: page,
      hint: hintOr("Only the same user's view of the same page is a repeated one."),
    });
    await hasCounter(trial, page, { views: before.views + 1, last_viewed: at }, before);
  },
  "gives false for a repeated view, and changes nothing": async (viewAt, trial) => {
    const { page, user, at } = await visit(trial);
    const before = { views: random.int(2, 90), last_viewed: at - random.int(1, 500) };
    await trial.put(new Views(trial.db), { page_id_user_id: `${page}_${user}` });
    await trial.put(new Counters(trial.db), { page_id: page, ...before });
    await trial.gives(() => viewAt(page, user, at), false, {
      given: page,
      hint: (found) =>
        isRefusal(found)
          ? "What is refused is an error. Catch it: if the reason is ConditionalCheckFailed, the view was there."
          : hintOr("The put needs a condition: only if no such pair exists.")(found),
    });
    await hasCounter(trial, page, before, before);
  },
  "stores no view that it couldn't count": async (viewAt, trial) => {
    const { page, user, at } = await visit(trial);
    await trial.put(new BrokenCounters(trial.db), { page_id: page, views: "many" });
    await trial.fails(() => viewAt(page, user, at), {
      given: page,
      hint: "False means that the view was there. Here the counter couldn't be raised: any other reason is an error to be thrown on.",
    });
    trial.holds(
      (await storedView(trial, page, user)) === undefined,
      "stored the view, although its counter couldn't be raised",
      {
        given: page,
        hint: "Of two requests the second may fail, as here, where the counter's views are a text. Both writes belong into one transaction.",
      },
    );
  },
  "gives false if another request is a moment faster": async (viewAt, trial) => {
    const { page, user, at } = await visit(trial);
    const before = { views: random.int(2, 90), last_viewed: at - 1 };
    const other = justBefore(async () => {
      await new Views(trial.db).put({ page_id_user_id: `${page}_${user}` });
      await new Counters(trial.db).put({ page_id: page, ...before });
    });
    await trial.gives(() => between(trial.db, other, () => viewAt(page, user, at)), false, {
      given: page,
      hint: hintOr(
        "The check stored the view of this user just before your first write. Who looks first and writes then is too late: the put itself must have the condition.",
      ),
    });
    await hasCounter(trial, page, before, before);
  },
  "costs no more than the chapter's transaction, 4 units": async (viewAt, trial) => {
    const { page, user, at } = await visit(trial);
    const cost = await trial.measured(() => viewAt(page, user, at), {
      given: page,
      hint: hintOr("A new view takes one transaction."),
    });
    trial.holds(cost.units <= 4, consumed(cost), {
      given: page,
      hint: cost.requests.some(({ operation }) => /Get|Query|Scan/.test(operation))
        ? "A condition looks by itself. A read before it costs half a unit and proves nothing."
        : "last_viewed can be set in the update that raises the counter. Another request costs units of its own.",
    });
  },
});

/** A hint on what an answer gave; if it threw, that is what to look at first. */
const hintOr = (hint: string) => (found: unknown) =>
  found instanceof Error
    ? "Call it yourself, in a cell of your own: the whole error says what to do."
    : hint;

/** Whether DynamoDB refused the write, alone or in a transaction, whoever has sent it. */
const isRefusal = (found: unknown) =>
  found instanceof Error &&
  /ConditionalCheckFailed|TransactionCanceled/.test(
    `${found.name} ${"code" in found ? String(found.code) : ""}`,
  );

/** A page, a user, a time. Whatever an answer writes of them, or elsewhere in these tables, is taken back. */
async function visit(trial: Trial): Promise<{ page: string; user: string; at: number }> {
  await trial.restoresItems(new Views(trial.db));
  await trial.restoresItems(new Counters(trial.db));
  return { page: random.uuid(), user: random.uuid(), at: random.int(1_600_000_000, 1_700_000_000) };
}

const storedView = (trial: Trial, page: string, user: string) =>
  new Views(trial.db).get({ page_id_user_id: `${page}_${user}` }, { consistent: true });

async function isStored(trial: Trial, page: string, user: string): Promise<void> {
  const isThere = (await storedView(trial, page, user)) !== undefined;
  trial.holds(isThere, "stored no view of this page and user", {
    given: page,
    hint: "The view is an item of page_view. Its key is page and user, joined by an underscore, in this order.",
  });
}

type Count = { views: number; last_viewed?: number };

/** Demands that this is what the page's counter holds now. @param before What it held */
async function hasCounter(
  trial: Trial,
  page_id: string,
  expected: Count,
  before?: Count,
): Promise<void> {
  const hint = "The counter's views and last_viewed are whole numbers.";
  const counter = await trial.answer(
    () => new Counters(trial.db).get({ page_id }, { consistent: true }),
    { given: page_id, hint },
  );
  if (counter === undefined)
    return trial.holds(false, "left the page without a counter", {
      given: page_id,
      hint: "The counter of a page is the item of page_counter with its page_id. An update with add creates it.",
    });
  const { views, last_viewed } = counter;
  const found = { views, ...(last_viewed !== undefined && { last_viewed }) };
  trial.holds(
    same(found, expected),
    `left the counter at ${brief(found)} instead of ${brief(expected)}`,
    { given: page_id, hint: hintFor(found, expected, before) },
  );
}

function hintFor(found: Count, expected: Count, before: Count | undefined): string {
  if (before !== undefined && same(expected, before))
    return "A repeated view is neither counted nor dated: both happen in the transaction, or nothing.";
  if (found.views !== expected.views)
    return "A new view raises views by one, from whatever it is: add, don't set.";
  if (found.last_viewed === undefined || found.last_viewed === before?.last_viewed)
    return "An update may add and set at the same time: give it a set for last_viewed, too.";
  if (found.last_viewed === (before?.last_viewed ?? 0) + (expected.last_viewed ?? 0))
    return "A time isn't added to the one before. It takes its place: set it.";
  return "last_viewed is the time that the function is given, as it is.";
}
