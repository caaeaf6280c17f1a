import type { CheckContext } from "../framework/check-context";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { codeOf } from "../framework/internals";
import { random } from "../framework/random";
import { THROUGH_DB } from "../framework/through-db";
import { Articles, storeArticle } from "./fixtures";

type LoadArticle = (id: string) => unknown;

async function viewed(context: CheckContext, length: number, views: number) {
  const article = await storeArticle(context, length);
  await context.put(new Articles(context.db), { id: article.id, part: "views", views });
  return { ...article, views };
}

const hintFor = (found: unknown): string => {
  if (codeOf(found) === "ValidationException")
    return "DynamoDB rejects the request: read the error's message.";
  if (found instanceof Error)
    return "An article that was never viewed has no item for its views: check that before you read from it.";
  return "Return { text, views }, the text from the item text, the number from the item views.";
};

export const loadArticle = exercise<LoadArticle>({
  "returns the text and the number of views": async (loadArticle, context) => {
    const { id, text, views } = await viewed(context, 300, random.int(2, 90));
    await viewed(context, 300, 1);
    await context.expectResult(
      () => loadArticle(id),
      { text, views },
      { given: id, hint: hintFor },
    );
  },
  "returns 0 views for an article that was never viewed": async (loadArticle, context) => {
    const { id, text } = await storeArticle(context, 300);
    const expected = { text, views: 0 };
    await context.expectResult(() => loadArticle(id), expected, { given: id, hint: hintFor });
  },
  "returns undefined for an article that has no text": async (loadArticle, context) => {
    const [missing, counted] = [random.uuid(), random.uuid()];
    await context.put(new Articles(context.db), { id: counted, part: "views", views: 2 });
    for (const id of [missing, counted])
      await context.expectResult(() => loadArticle(id), undefined, {
        given: id === missing ? id : { id, "its only item": "views" },
        hint: (found) =>
          found instanceof Error
            ? "If there is no item, that isn't an error. Check it before you read from it."
            : "Without a text there is no article.",
      });
  },
  "reads both in one request, for what one read of them costs": async (loadArticle, context) => {
    // Two reads would round up twice: 7.9 KB and the counter are two times 4 KB, together.
    const { id, text, views } = await viewed(context, 7_900, 5);
    const { units, sent } = await context.costOf(
      () => loadArticle(id),
      { text, views },
      { given: id, hint: hintFor },
    );
    const found = `consumed ${units} units with ${sent.join(" and ") || "no request"}`;
    context.expect(sent.length === 1 && units === 1, found, {
      given: id,
      hint: costHint(units, sent),
    });
  },
  "lets errors pass": (loadArticle, context) =>
    expectFailuresPassedOn(context, async () => {
      const { id, text, views } = await viewed(context, 300, 4);
      return { call: () => loadArticle(id), given: id, right: { text, views } };
    }),
});

function costHint(units: number, sent: readonly string[]): string {
  if (sent.length === 0) return THROUGH_DB;
  if (sent.includes("Scan")) return "A scan reads every article. You know the partition key.";
  if (sent.length > 1 || sent.includes("BatchGetItem"))
    return "Each item that is read by its own key rounds up to 4 KB by itself. Both items have the same partition key: which request reads them together?";
  if (units > 1)
    return "A strongly consistent read, or a transaction, costs more. A page of an article doesn't need it.";
  return "Both items have the same partition key: one request reads them together.";
}
