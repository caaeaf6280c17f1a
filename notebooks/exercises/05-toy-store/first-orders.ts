import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { random } from "../framework/random";
import { THROUGH_DB } from "../framework/through-db";
import { COMPLETED, IN_PROGRESS, moment, type Order, orderWith, store } from "./fixtures";
import { hintFor } from "./hints";

type FirstOrders = (user: string, product: string, count: number) => PromiseLike<number[]>;

/** A user's orders as the index sorts them. Those at the given places are of the product. */
function purchases(length: number, places: readonly number[], note?: string) {
  const [user_id, product_id, first] = [random.uuid(), random.uuid(), moment()];
  const orders = Array.from({ length }, (_, place) =>
    orderWith({
      user_id,
      ...(places.includes(place) && { product_id }),
      // The index sorts by status first: the second half is completed, and older.
      order_status: 2 * place < length ? IN_PROGRESS : COMPLETED,
      created: 2 * place < length ? first + 1_000 + place : first + place,
      ...(note !== undefined && { note }),
    }),
  );
  const found = places.map((place) => (orders[place] as Order).created);
  return { user: user_id, product: product_id, orders, found };
}

async function findsFirst(firstOrders: FirstOrders, context: CheckContext): Promise<void> {
  const {
    user,
    product,
    orders,
    found: [a = 0, b = 0, c = 0, d = 0],
  } = purchases(18, [6, 7, 13, 17]);
  await store(context, orders);
  const hint = (count: number) =>
    hintFor(
      [
        [
          (found) => found.length === 0,
          "The first page is empty, but it isn't the last. Read on while last is defined.",
        ],
        [
          (found) => count === 3 && deepEqual(found, [a, b]),
          "It stopped at a page that was empty or short. Read on while last is defined.",
        ],
        [
          (found) => found.length > count,
          "These are more than count. The page that completes the list may hold more than you need.",
        ],
        [
          (found) => found.some((one) => ![a, b, c, d].includes(one)),
          "Some of these orders are of other products or other users.",
        ],
      ],
      "Return them in the order of the index: by status, then by time.",
    );
  await context.expectResult(() => firstOrders(user, product, 1), [a], {
    given: [user, product, 1],
    hint: hint(1),
  });
  await context.expectResult(() => firstOrders(user, product, 3), [a, b, c], {
    given: [user, product, 3],
    hint: hint(3),
  });
}

async function findsFewer(firstOrders: FirstOrders, context: CheckContext): Promise<void> {
  const { user, product, orders, found } = purchases(18, [6, 7, 13, 17]);
  await store(context, orders);
  const hint = hintFor(
    [
      [
        (list) => list.length < 4,
        "More orders follow after empty pages. Read on until last is undefined.",
      ],
    ],
    "If there are fewer orders than count, return all of them.",
  );
  await context.expectResult(() => firstOrders(user, product, 10), found, {
    given: [user, product, 10],
    hint,
  });
  const unsold = random.uuid();
  await context.expectResult(() => firstOrders(user, unsold, 10), [], {
    given: [user, unsold, 10],
    hint: hintFor([], "This product wasn't ordered. Return an empty list."),
  });
}

async function stopsEarly(firstOrders: FirstOrders, context: CheckContext): Promise<void> {
  const { user, product, orders } = purchases(24, [1, 2, 20], "x".repeat(4_000));
  await store(context, orders);
  const given = [user, product, 2];
  const { units } = await context.measure(() => firstOrders(user, product, 2), {
    given,
    hint: "Read the error's message: it says what is wrong.",
  });
  context.expect(
    units > 0 && units <= 3,
    `consumed ${units} units, but both orders are on the first page of four, which costs 2.5`,
    {
      given,
      hint:
        units === 0
          ? THROUGH_DB
          : "It reads on when it has enough orders. Without limit a page reads up to 1 MB, and all() reads every page: read four at a time, then stop.",
    },
  );
}

export const firstOrders = exercise<FirstOrders>({
  "finds the first orders, even after empty pages": findsFirst,
  "returns fewer if there are fewer": findsFewer,
  "stops reading once it has enough": stopsEarly,
  "lets errors pass": async (firstOrders, context) => {
    const { user, product, orders, found } = purchases(10, [1, 8]);
    await store(context, orders);
    await expectFailuresPassedOn(context, () => ({
      call: () => firstOrders(user, product, 2),
      given: user,
      right: found,
    }));
  },
});
