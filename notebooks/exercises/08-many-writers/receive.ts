import { times } from "../framework/at-once";
import type { CheckContext } from "../framework/check-context";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { type Interceptor, isWrite } from "../framework/interceptor";
import { codeOf } from "../framework/internals";
import { random } from "../framework/random";
import { Deliveries, missingProduct, newProduct, productOf, Stock } from "./fixtures";

type Receive = (delivery_id: string, product: string, count: number) => PromiseLike<boolean>;

const APART =
  "The delivery and the stock were written apart: when something comes between, one of them is missing. Send both as one transaction.";
const AGAIN =
  "This delivery was counted before. Let a marker, an item of toy_delivery, decide: put it on the condition that it doesn't exist.";

/** The id of a new delivery. The answer's writes to the deliveries are rolled back after the step. */
async function newDelivery(context: CheckContext): Promise<string> {
  await context.rollBack(new Deliveries(context.db));
  return `delivery-${random.uuid().slice(0, 8)}`;
}

function resultHint(found: unknown): string {
  if (/^(TransactionCanceled|ConditionalCheckFailed)Exception$/.test(codeOf(found) ?? ""))
    return "A refused marker is an expected result: this delivery was received before. Catch the error, look at the reason of the marker's part, and return false.";
  if (found instanceof Error) return "Read the error's message: it says what is wrong.";
  return "Return true if this call has counted the delivery, false if an earlier one had.";
}

/** Requires how many of a product are left. */
async function expectLeft(
  context: CheckContext,
  product: string,
  expected: number,
  hint: string,
): Promise<void> {
  const found = (await productOf(context, product))?.left;
  context.expect(found === expected, `left ${found} in stock instead of ${expected}`, {
    given: product,
    hint,
  });
}

/** Loses the answer to the first write, which is done. */
function loseFirstAnswer(): Interceptor {
  let isLost = false;
  return async ({ operation, send }) => {
    const response = await send();
    if (isLost || !isWrite(operation)) return response;
    isLost = true;
    throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
  };
}

export const receive = exercise<Receive>({
  "adds the toys to the stock, and returns true": async (receive, context) => {
    const [{ product, left }, id] = [await newProduct(context), await newDelivery(context)];
    const count = random.int(5, 20);
    await context.expectResult(() => receive(id, product, count), true, {
      given: [id, product, count],
      hint: resultHint,
    });
    await expectLeft(
      context,
      product,
      left + count,
      "Add the count to the product's left. Was the request sent? It's sent when you await it.",
    );
  },
  "returns false for a delivery that was received before, and adds nothing": async (
    receive,
    context,
  ) => {
    const [{ product, left }, id] = [await newProduct(context), await newDelivery(context)];
    const given = [id, product, 7];
    await context.expectResult(() => receive(id, product, 7), true, { given, hint: resultHint });
    await new Stock(context.db).update(
      { product },
      { add: { left: -3 }, if: { product: { exists: true } } },
    );
    await context.expectResult(() => receive(id, product, 7), false, {
      given,
      hint: (found) => (found === true ? AGAIN : resultHint(found)),
    });
    await expectLeft(context, product, left + 4, AGAIN);
  },
  "counts another delivery of the same product": async (receive, context) => {
    const { product, left } = await newProduct(context);
    for (const count of [4, 9]) {
      const id = await newDelivery(context);
      await context.expectResult(() => receive(id, product, count), true, {
        given: [id, product, count],
        hint: (found) =>
          found === false
            ? "This is another delivery of the same product. The marker's key is the delivery's id."
            : resultHint(found),
      });
    }
    await expectLeft(context, product, left + 13, "Each delivery adds its count.");
  },
  "fails for a product that doesn't exist, and doesn't count that as received": async (
    receive,
    context,
  ) => {
    const [product, id] = [missingProduct(context), await newDelivery(context)];
    const given = [id, product, 5];
    await context.expectError(() => receive(id, product, 5), "TransactionCanceledException", {
      given,
      hint: (outcome) => {
        if (typeof outcome !== "object" || outcome === null || !("error" in outcome))
          return outcome !== null && typeof outcome === "object" && "value" in outcome
            ? "This product doesn't exist, and this delivery is new. Require that the product exists, and let the transaction's error pass unless it's the marker that refuses."
            : "Let the transaction's error pass.";
        return codeOf(outcome.error) === "ConditionalCheckFailedException"
          ? APART
          : "Let the transaction's error pass.";
      },
    });
    const created = await productOf(context, product);
    context.expect(created === undefined, "created a product", {
      given,
      hint: "add creates a missing item. Require that the product exists.",
    });
    await context.put(new Stock(context.db), { product, left: 1, price: 20, version: 1 });
    await context.expectResult(() => receive(id, product, 5), true, {
      given,
      hint: () => APART,
    });
    await expectLeft(context, product, 6, APART);
  },
  "counts once if its answer is lost and it's called again": async (receive, context) => {
    const [{ product, left }, id] = [await newProduct(context), await newDelivery(context)];
    const given = [id, product, 8];
    await context.outcomeOf(() => receive(id, product, 8), {
      given,
      hint: "",
      during: loseFirstAnswer(),
    });
    await context.expectResult(() => receive(id, product, 8), false, {
      given,
      hint: (found) => (found === true ? APART : resultHint(found)),
    });
    await expectLeft(context, product, left + 8, APART);
  },
  "returns true to one of five calls at once": async (receive, context) => {
    const [{ product, left }, id] = [await newProduct(context), await newDelivery(context)];
    const five = times(5, () => receive(id, product, 6));
    const feedback = { given: [id, product, 6], hint: resultHint };
    const count = (await context.runAtOnce(five, feedback)).filter((isFirst) => isFirst).length;
    context.expect(count === 1, `returned true ${count} times of 5`, {
      given: feedback.given,
      hint: "Every call looked before the first one wrote. Let DynamoDB test the marker at the moment of the write.",
    });
    await expectLeft(context, product, left + 6, AGAIN);
  },
  "lets other errors pass": (receive, context) =>
    expectFailuresPassedOn(context, async () => {
      const [{ product, left }, id] = [await newProduct(context), await newDelivery(context)];
      return {
        call: () => receive(id, product, 3),
        given: [id, product, 3],
        isDone: async () => (await productOf(context, product))?.left === left + 3,
      };
    }),
});
