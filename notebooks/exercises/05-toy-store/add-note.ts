import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { brief, codeOf, send } from "../framework/internals";
import { random } from "../framework/random";
import { storedItem } from "../framework/stored-item";
import { Orders, type Order, orderWith, store, stored } from "./fixtures";

type AddNote = (order_id: string, note: string) => unknown;

const REFUSED = "ConditionalCheckFailedException";
const MOST = 10;

/** An order of the store with these notes. */
async function orderWithNotes(context: CheckContext, notes?: readonly string[]): Promise<Order> {
  const order = orderWith({});
  await store(context, [order]);
  if (notes === undefined) return order;
  await send(context.db, "UpdateItem", {
    TableName: "purchase",
    Key: { order_id: { S: order.order_id } },
    UpdateExpression: "SET notes = :notes",
    ExpressionAttributeValues: { ":notes": { L: notes.map((S) => ({ S })) } },
  });
  return order;
}

/** The order's notes; `undefined` if they aren't a list of texts. */
async function notesOf(context: CheckContext, order_id: string): Promise<string[] | undefined> {
  const order = await storedItem(context.db, "purchase", { order_id: { S: order_id } });
  const list = order?.["notes"]?.L?.map(({ S }) => S);
  return list?.every((one) => one !== undefined) === true ? list : undefined;
}

function noteHint(found: unknown): string {
  if (codeOf(found) === REFUSED)
    return "This order exists and has room for a note. Of an order without notes, size(notes) can't be compared: the condition needs an or.";
  if (codeOf(found) === "ValidationException")
    return "DynamoDB rejects the request: read the error's message. list_append takes two lists, so the new note is a list of one; and an order without notes has none to append to, so put if_not_exists(notes, :none) in its place, with an empty list.";
  if (found instanceof Error) return "Read the error's message: it says what is wrong.";
  return "Return how many notes the order has now, as a number. With ReturnValues, the update's response contains the list.";
}

/** Requires that a note is added, and that the rest of the order stays. */
async function expectAdded(
  addNote: AddNote,
  context: CheckContext,
  before: readonly string[] | undefined,
): Promise<void> {
  const [order, note] = [await orderWithNotes(context, before), random.uuid().slice(0, 6)];
  const expected = [...(before ?? []), note];
  const given = { notes: before ?? "none", note };
  await context.expectResult(() => addNote(order.order_id, note), expected.length, {
    given,
    hint: noteHint,
  });
  const found = await notesOf(context, order.order_id);
  context.expect(deepEqual(found, expected), `left the notes ${brief(found)}`, {
    given,
    hint: "notes is a list (L) of texts (S), the newest last. list_append(a, b) has the elements of a first.",
  });
  context.expect(
    deepEqual(await stored(context, order.order_id), order),
    "changed other attributes of the order",
    { given, hint: "Name only notes in the update: it leaves every other attribute unchanged." },
  );
}

export const addNote = exercise<AddNote>({
  "adds an order's first note": (addNote, context) => expectAdded(addNote, context, undefined),
  "appends further ones, and returns how many there are": async (addNote, context) => {
    await expectAdded(addNote, context, ["paid", "packed"]);
    await expectAdded(addNote, context, texts(MOST - 1));
  },
  "refuses the eleventh": async (addNote, context) => {
    const [notes, order] = [texts(MOST), await orderWithNotes(context, texts(MOST))];
    const hint =
      "An order has at most ten notes: refuse one more with a condition on size(notes), and let DynamoDB's error pass. The condition sees the list as it was before the update, here with ten.";
    await context.expectError(() => addNote(order.order_id, "one more"), REFUSED, {
      given: { notes: notes.length },
      hint,
    });
    const count = (await notesOf(context, order.order_id))?.length;
    context.expect(count === MOST, `left ${count} notes`, { given: { notes: MOST }, hint });
  },
  "refuses an order that doesn't exist, and doesn't create it": async (addNote, context) => {
    const order_id = random.uuid();
    context.deleteAfterwards(new Orders(context.db), { order_id });
    const hint =
      "UpdateItem creates a missing item. The condition must also say that the order exists; and binds more strongly than or, so use parentheses.";
    await context.expectError(() => addNote(order_id, "hello"), REFUSED, { given: order_id, hint });
    const found = await notesOf(context, order_id);
    context.expect(found === undefined, "created an order", { given: order_id, hint });
  },
  "loses none of five notes at once, in one request each": async (addNote, context) => {
    const [order, five] = [await orderWithNotes(context), texts(5)];
    const given = order.order_id;
    const calls = five.map((note) => () => addNote(given, note));
    await context.runAtOnce(calls, { given, hint: noteHint });
    const found = (await notesOf(context, given)) ?? [];
    context.expect(
      deepEqual([...found].sort(), [...five].sort()),
      `left ${found.length} of 5 notes`,
      {
        given,
        hint: "Some calls overwrote what others had just added. Let DynamoDB append, where the list is stored.",
      },
    );
    const { sent } = await context.costOf(() => addNote(given, "six"), five.length + 1, {
      given,
      hint: noteHint,
    });
    context.expect(sent.length === 1, `sent ${sent.join(", ") || "nothing through db"}`, {
      given,
      hint: "One UpdateItem can check, append, and return the result.",
    });
  },
  "lets other errors pass": (addNote, context) =>
    expectFailuresPassedOn(context, async () => {
      const { order_id } = await orderWithNotes(context);
      return { call: () => addNote(order_id, "hello"), given: order_id, right: 1 };
    }),
});

/** Texts, all different. */
const texts = (count: number) =>
  Array.from({ length: count }, (_, n) => `${random.digits(3)}-${n}`);
