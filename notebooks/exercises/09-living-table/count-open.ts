import type { _Record } from "@aws-sdk/client-dynamodb-streams";
import type { StoredItem } from "../../../lib/index";
import type { CheckContext } from "../framework/check-context";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { failingRequest } from "../framework/faults";
import { codeOf } from "../framework/internals";
import { random } from "../framework/random";
import { anyone, anyToy, Counts, errorHint, Seen } from "./fixtures";

type CountOpen = (records: _Record[]) => PromiseLike<unknown>;
type Status = "open" | "paid" | "sent";

let sequence = random.int(1, 1_000_000);

/** The record of a change of one order, from one status to another; `undefined`: no such order. */
function record(toy: string, from: Status | undefined, to: Status | undefined): _Record {
  const Keys: StoredItem = {
    customer: { S: anyone() },
    order_no: { N: random.digits(5) },
  };
  const image = (status: Status): StoredItem => ({
    ...Keys,
    toy: { S: toy },
    color: { S: "red" },
    form: { N: "2" },
    order_status: { S: status },
  });
  return {
    eventID: random.uuid(),
    eventName: from === undefined ? "INSERT" : to === undefined ? "REMOVE" : "MODIFY",
    eventSource: "aws:dynamodb",
    dynamodb: {
      Keys,
      ...(from !== undefined && { OldImage: image(from) }),
      ...(to !== undefined && { NewImage: image(to) }),
      SequenceNumber: String((sequence += 1)).padStart(21, "0"),
      StreamViewType: "NEW_AND_OLD_IMAGES",
    },
  };
}

/** A toy, and how many open orders it has, according to its counter. */
async function toyWith(context: CheckContext, orders?: number): Promise<string> {
  await context.rollBack(new Counts(context.db));
  await context.rollBack(new Seen(context.db));
  const toy = anyToy();
  context.deleteAfterwards(new Counts(context.db), { toy });
  if (orders !== undefined) await context.put(new Counts(context.db), { toy, orders });
  return toy;
}

const countOf = async (context: CheckContext, toy: string) =>
  (await new Counts(context.db).get({ toy }, { consistent: true }))?.orders ?? 0;

/** Calls the answer with each batch, and requires this count afterwards. */
async function expectCount(
  countOpen: CountOpen,
  context: CheckContext,
  { toy, batches, count, hint }: { toy: string; batches: _Record[][]; count: number; hint: string },
): Promise<void> {
  const given = batches.map((batch) => batch.map(summary));
  for (const batch of batches)
    await context.run(() => countOpen(batch), { given, hint: (found) => hintOr(found, hint) });
  const found = await countOf(context, toy);
  context.expect(found === count, `left the count at ${found} instead of ${count}`, {
    given,
    hint,
  });
}

function hintOr(found: unknown, otherwise: string): string {
  if (codeOf(found) === "TransactionCanceledException")
    return "A transaction was canceled. If its first reason is ConditionalCheckFailed, the event was counted before: go on with the next record.";
  return errorHint(found) ?? otherwise;
}

const summary = ({ eventName, dynamodb }: _Record) =>
  `${eventName}: ${dynamodb?.OldImage?.["order_status"]?.S ?? "none"} → ${dynamodb?.NewImage?.["order_status"]?.S ?? "none"}`;

const DELTA =
  "Compare the two images: was the order open before, and is it open now? An image that is missing isn't open.";

export const countOpen = exercise<CountOpen>({
  "counts new open orders": async (countOpen, context) => {
    const [toy, other] = [await toyWith(context), await toyWith(context, 7)];
    const batch = [
      record(toy, undefined, "open"),
      record(other, undefined, "open"),
      record(toy, undefined, "open"),
      record(toy, undefined, "paid"),
    ];
    const hint =
      "An order that is new and open adds one to its toy's orders in toy_count. One that is new and paid doesn't.";
    await expectCount(countOpen, context, { toy, batches: [batch], count: 2, hint });
    const found = await countOf(context, other);
    context.expect(found === 8, `left another toy's count at ${found} instead of 8`, { hint });
  },
  "takes one off when an open order is paid, or removed": async (countOpen, context) => {
    const toy = await toyWith(context, 9);
    const batch = [record(toy, "open", "paid"), record(toy, "open", undefined)];
    const hint = `${DELTA} The record of a removed order has its toy in OldImage only.`;
    await expectCount(countOpen, context, { toy, batches: [batch], count: 7, hint });
  },
  "ignores changes of orders that aren't open": async (countOpen, context) => {
    const toy = await toyWith(context, 5);
    const batch = [
      record(toy, "paid", "sent"),
      record(toy, "sent", undefined),
      record(toy, "open", "open"),
    ];
    await expectCount(countOpen, context, { toy, batches: [batch], count: 5, hint: DELTA });
  },
  "adds one when an order becomes open again": async (countOpen, context) => {
    const toy = await toyWith(context, 2);
    const batch = [record(toy, "paid", "open")];
    await expectCount(countOpen, context, { toy, batches: [batch], count: 3, hint: DELTA });
  },
  "counts a record once that is delivered again": async (countOpen, context) => {
    const toy = await toyWith(context, 1);
    const [a, b, c] = [
      record(toy, undefined, "open"),
      record(toy, undefined, "open"),
      record(toy, "open", "paid"),
    ];
    const hint =
      "A record that comes again must not count again. Remember its eventID in toy_count_seen, and count only what isn't there yet.";
    await expectCount(countOpen, context, {
      toy,
      batches: [
        [a, b],
        [a, b],
        [b, c],
      ],
      count: 2,
      hint,
    });
  },
  "is right after a failure in the middle": async (countOpen, context) => {
    for (const place of [1, 2, 3]) {
      const toy = await toyWith(context);
      const batch = [1, 2, 3].map(() => record(toy, undefined, "open"));
      const given = batch.map(summary);
      const during = failingRequest(place).interceptor;
      await context.outcomeOf(() => countOpen(batch), { given, hint: "", during });
      await expectCount(countOpen, context, {
        toy,
        batches: [batch],
        count: 3,
        hint: "The check let one request fail, then delivered the batch again. If the memory of an event and its count are separate requests, one can be written without the other: put both into a transaction.",
      });
    }
  },
  "lets errors pass": (countOpen, context) =>
    expectFailuresPassedOn(context, async () => {
      const toy = await toyWith(context);
      const batch = [record(toy, undefined, "open"), record(toy, undefined, "open")];
      return {
        call: () => countOpen(batch),
        given: batch.map(summary),
        isDone: async () => (await countOf(context, toy)) === 2,
      };
    }),
});
