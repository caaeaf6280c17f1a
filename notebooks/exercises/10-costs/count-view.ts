import type { StoredItem } from "../../../lib/index";
import { times } from "../framework/at-once";
import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { codeOf } from "../framework/internals";
import { storedItem } from "../framework/stored-item";
import { THROUGH_DB } from "../framework/through-db";
import { ARTICLES, Articles, storeArticle } from "./fixtures";

type CountView = (id: string) => unknown;

const LENGTH = 20_000;

/** Stores an article, and deletes it and its counter after the step. */
async function article(context: CheckContext): Promise<{ id: string; text: string }> {
  const stored = await storeArticle(context, LENGTH);
  context.deleteAfterwards(new Articles(context.db), { id: stored.id, part: "views" });
  return stored;
}

const part = async (context: CheckContext, id: string, name: string): Promise<StoredItem> =>
  (await storedItem(context.db, ARTICLES, { id: { S: id }, part: { S: name } })) ?? {};

function countHint(found: unknown): string {
  if (codeOf(found) === "ValidationException")
    return "DynamoDB rejects the request: read the error's message. A key of this table has two parts, and views may be missing: ADD begins at 0 then.";
  if (found instanceof Error) return "Read the error's message: it says what is wrong.";
  return "Return how many views there are after this one, as a number. With ReturnValues, the update's response has the new value.";
}

export const countView = exercise<CountView>({
  "returns 1, 2, 3 for the first views": async (countView, context) => {
    const { id } = await article(context);
    for (const expected of [1, 2, 3])
      await context.expectResult(() => countView(id), expected, { given: id, hint: countHint });
  },
  "keeps the number in an item of its own, and leaves the text unchanged": async (
    countView,
    context,
  ) => {
    const { id, text } = await article(context);
    const given = { id };
    await context.run(() => countView(id), { given, hint: countHint });
    const [kept, counter] = [await part(context, id, "text"), await part(context, id, "views")];
    context.expect(
      deepEqual(kept, { id: { S: id }, part: { S: "text" }, text: { S: text } }),
      "changed the item of the text",
      { given, hint: "An update is charged for the whole item, so leave the large one alone." },
    );
    context.expect(counter["views"]?.N === "1", "left no views in the item views", {
      given,
      hint: "The counter's key is the article's id, and views as its part; the number is its attribute views.",
    });
  },
  "costs one unit, however long the article is": async (countView, context) => {
    const { id } = await article(context);
    const { units, sent } = await context.costOf(() => countView(id), 1, {
      given: id,
      hint: countHint,
    });
    context.expect(units === 1 && sent.length === 1, `consumed ${units} units`, {
      given: id,
      hint:
        sent.length === 0
          ? THROUGH_DB
          : sent.length > 1
            ? `It sent ${sent.join(" and ")}. One update can add and return the result.`
            : "More than one unit for a counter: which item holds it, and is it in a transaction?",
    });
  },
  "loses none of ten views at once": async (countView, context) => {
    const { id } = await article(context);
    const ten = times(10, () => countView(id));
    await context.runAtOnce(ten, {
      given: id,
      hint: countHint,
    });
    const { views } = await part(context, id, "views");
    context.expect(views?.N === "10", `counted ${views?.N ?? "none"} of 10 views`, {
      given: id,
      hint: "Some calls overwrote what others had just counted. Let DynamoDB add, where the number is stored.",
    });
  },
  "lets errors pass": (countView, context) =>
    expectFailuresPassedOn(context, async () => {
      const { id } = await article(context);
      return { call: () => countView(id), given: id, right: 1 };
    }),
});
