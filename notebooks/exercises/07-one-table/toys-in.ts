import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { shortPages } from "../framework/faults";
import { codeOf } from "../framework/internals";
import { random } from "../framework/random";
import { THROUGH_DB } from "../framework/through-db";
import { freshName, store, type Stored } from "./fixtures";

type ToysIn = (path: string[]) => unknown;

/** What makes a product's name another text than its id. */
const BEFORE_ID = "toy ";
const idIn = (name: string) => name.slice(BEFORE_ID.length);

/** A product of a category. */
function productIn(path: readonly string[], note?: string): Stored & { name: string } {
  const id = freshName();
  return {
    ...{ pk: `product#${id}`, sk: "product", kind: "product", name: `${BEFORE_ID}${id}` },
    ...{ price: random.int(100, 9900), version: 1 },
    ...{ gsi1pk: "catalog", gsi1sk: `${path.join("#")}#${id}` },
    ...(note !== undefined && { note }),
  };
}

/** The names of products in the order of the index. */
const namesOf = (products: readonly (Stored & { name: string })[]) =>
  [...products]
    .sort((a, b) => (String(a.gsi1sk) < String(b.gsi1sk) ? -1 : 1))
    .map(({ name }) => name);

const listHint =
  (expected: readonly string[]) =>
  (found: unknown): string => {
    if (codeOf(found) === "ItemDecodeError")
      return "Some items of the index are of another kind. Ask for the partition of the catalog only.";
    if (found instanceof Error) return "Read the error's message: it says what is wrong.";
    if (!Array.isArray(found) || found.some((one) => typeof one !== "string"))
      return "Return a list of texts: the attribute name of each product.";
    const isKey = (one: string) =>
      !expected.includes(one) && expected.some((name) => one.includes(idIn(name)));
    if ((found as string[]).some(isKey))
      return "Return the attribute name of each product. Its id, in the keys, is another text.";
    if (deepEqual([...(found as string[])].sort(), [...expected].sort()))
      return "These are the right products. Return them in the order of gsi1sk, in which the index has them.";
    return "Ask the index gsi1 for one branch of the catalog. Its sort key is the path, with # after each step.";
  };

/** Requires the products of these categories, whose path begins with `path`. */
async function expectFound(
  toysIn: ToysIn,
  context: CheckContext,
  path: string[],
  [inside, outside]: [string[][], string[][]],
  hint: string,
): Promise<void> {
  const right = inside.map((category) => productIn(category));
  await store(context, [...right, ...outside.map((category) => productIn(category))]);
  const expected = namesOf(right);
  await context.expectResult(() => toysIn(path), expected, {
    given: path,
    hint: (found) =>
      Array.isArray(found) && found.length !== expected.length ? hint : listHint(expected)(found),
  });
}

export const toysIn = exercise<ToysIn>({
  "returns the products of a category": (toysIn, context) => {
    const [top, other] = [freshName(), freshName()];
    const kites = [top, "kites"];
    const apart = [[top, "balls"], [top], [other, "kites"]];
    const hint = "These should be the products whose path begins with all steps of the category.";
    return expectFound(toysIn, context, kites, [[kites, kites, kites], apart], hint);
  },
  "and of the categories below it": (toysIn, context) => {
    const top = freshName();
    const inside = [[top], [top, "kites"], [top, "kites", "small"], [top, "balls"]];
    const hint =
      "A category holds all below it: its path is the beginning of theirs. Which operator on a sort key asks for a beginning?";
    return expectFound(toysIn, context, [top], [inside, [[freshName(), top]]], hint);
  },
  "keeps outdoor and outdoors apart": (toysIn, context) => {
    const top = freshName();
    const outside = [[`${top}s`], [`${top}s`, "kites"], [`${top} 2`]];
    const hint =
      "Another category begins with the same letters. In the key, a step ends with #, and so must the prefix.";
    return expectFound(toysIn, context, [top], [[[top], [top, "kites"]], outside], hint);
  },
  "reads every page": async (toysIn, context) => {
    const top = freshName();
    const right = [1, 2, 3, 4, 5].map(() => productIn([top]));
    await store(context, right);
    await context.expectResult(() => toysIn([top]), namesOf(right), {
      given: [top],
      during: shortPages(2),
      hint: "The check let each page end after two products, as 1 MB ends it at AWS. Read on until last is undefined, as all() does.",
    });
  },
  "reads no other products": async (toysIn, context) => {
    const top = freshName();
    const right = [productIn([top, "kites"])];
    const others = [1, 2, 3].map(() => productIn([top, "balls"], "x".repeat(9_000)));
    await store(context, [...right, ...others]);
    const path = [top, "kites"];
    const { units } = await context.costOf(() => toysIn(path), namesOf(right), {
      given: path,
      hint: listHint(namesOf(right)),
    });
    context.expect(units === 0.5, `consumed ${units} units for one small product`, {
      given: path,
      hint:
        units === 0
          ? THROUGH_DB
          : "It reads more than the branch, and drops the rest. Put the whole path into the key condition.",
    });
  },
  "lets errors pass": async (toysIn, context) => {
    const top = freshName();
    const right = [productIn([top])];
    await store(context, right);
    const call = () => toysIn([top]);
    await expectFailuresPassedOn(context, () => ({ call, given: [top], right: namesOf(right) }));
  },
});
