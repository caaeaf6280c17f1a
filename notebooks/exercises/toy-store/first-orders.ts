import { exercise } from "../exercise";
import { random } from "../random";
import { same } from "../same";
import type { Trial } from "../trial";
import { COMPLETED, IN_PROGRESS, moment, type Order, orderWith, store } from "./orders";
import { hints } from "./times";

type FirstOrders = (user: string, product: string, count: number) => PromiseLike<number[]>;

/** Orders of a user as the index has them; those at these places are of the product. */
function purchases(length: number, places: readonly number[], note?: string) {
  const [user_id, product_id, first] = [random.uuid(), random.uuid(), moment()];
  const orders = Array.from({ length }, (_, place) =>
    orderWith({
      user_id,
      ...(places.includes(place) && { product_id }),
      // In the index the status comes first: the later half is completed, and older.
      order_status: 2 * place < length ? IN_PROGRESS : COMPLETED,
      created: 2 * place < length ? first + 1_000 + place : first + place,
      ...(note !== undefined && { note }),
    }),
  );
  const found = places.map((place) => (orders[place] as Order).created);
  return { user: user_id, product: product_id, orders, found };
}

async function findsFirst(firstOrders: FirstOrders, trial: Trial): Promise<void> {
  const {
    user,
    product,
    orders,
    found: [a = 0, b = 0, c = 0, d = 0],
  } = purchases(18, [6, 7, 13, 17]);
  await store(trial, orders);
  const hint = (count: number) =>
    hints(
      [
        [
          (found) => found.length === 0,
          "Its first page comes back empty, and isn't the end. Read on while there is a last.",
        ],
        [
          (found) => count === 3 && same(found, [a, b]),
          "It stopped at a page that came back empty, or short. Read on while there is a last.",
        ],
        [
          (found) => found.length > count,
          "That is more than count: the page that completes it may hold one too many.",
        ],
        [
          (found) => found.some((one) => ![a, b, c, d].includes(one)),
          "There are orders of other products among them, or of other users.",
        ],
      ],
      "Give them in the order in which the index has them: by status first, then by time.",
    );
  await trial.gives(() => firstOrders(user, product, 1), [a], {
    given: [user, product, 1],
    hint: hint(1),
  });
  await trial.gives(() => firstOrders(user, product, 3), [a, b, c], {
    given: [user, product, 3],
    hint: hint(3),
  });
}

async function findsFewer(firstOrders: FirstOrders, trial: Trial): Promise<void> {
  const { user, product, orders, found } = purchases(18, [6, 7, 13, 17]);
  await store(trial, orders);
  const hint = hints(
    [
      [
        (list) => list.length < 4,
        "There are more, behind pages that come back empty. Read to the end: that is where last is undefined.",
      ],
    ],
    "Where there are fewer than count, give those.",
  );
  await trial.gives(() => firstOrders(user, product, 10), found, {
    given: [user, product, 10],
    hint,
  });
  const unsold = random.uuid();
  await trial.gives(() => firstOrders(user, unsold, 10), [], {
    given: [user, unsold, 10],
    hint: hints([], "Nobody has bought this product: give an empty list."),
  });
}

async function stopsEarly(firstOrders: FirstOrders, trial: Trial): Promise<void> {
  const { user, product, orders } = purchases(24, [1, 2, 20], "x".repeat(4_000));
  await store(trial, orders);
  const given = [user, product, 2];
  const { units } = await trial.measured(() => firstOrders(user, product, 2), {
    given,
    hint: "The error says what is wrong.",
  });
  trial.holds(
    units <= 3,
    `consumed ${units} units, though both orders are on the first page of four, which costs 2.5`,
    {
      given,
      hint: "It reads on when it has enough. Without limit a page reads up to 1 MB, and all() reads every page: read four at a time, and stop.",
    },
  );
}

export const firstOrders = exercise<FirstOrders>({
  "finds the first ones, though pages come back empty": findsFirst,
  "gives those that there are, where there are fewer": findsFewer,
  "stops reading as soon as it has enough": stopsEarly,
});
