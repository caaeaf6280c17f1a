import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { random } from "../framework/random";
import { THROUGH_DB } from "../framework/through-db";
import { CANCELED, COMPLETED, moment, orderWith, store } from "./fixtures";
import { hintFor } from "./hints";

type OpenOrders = (user: string, count: number) => PromiseLike<number[]>;

async function returnsNewest(openOrders: OpenOrders, context: CheckContext): Promise<void> {
  const [user_id, now] = [random.uuid(), moment()];
  const open = [10, 20, 30, 40, 50].map((later) => now + later);
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = open;
  const others = [
    orderWith({ user_id, created: now + 45, order_status: COMPLETED }),
    orderWith({ user_id, created: now + 60, order_status: COMPLETED }),
    orderWith({ user_id, created: now + 70, order_status: CANCELED }),
  ];
  await store(context, [
    ...open.map((created) => orderWith({ user_id, created })),
    ...others,
    orderWith({ created: now + 80 }),
  ]);
  await context.expectResult(() => openOrders(user_id, 3), [e, d, c], {
    given: [user_id, 3],
    hint: hintFor(
      [
        [
          (found) => deepEqual(found, [a, b, c]),
          "These are the oldest three: a query starts at the lowest key. An option makes it start at the highest.",
        ],
        [
          (found) => deepEqual(found, [c, b, a]),
          "These are the oldest three, reversed. limit counts from where the query starts, so start at the newest.",
        ],
        [
          (found) => deepEqual(found, [c, d, e]),
          "These are the right orders, but the newest comes last. An option of the query reverses its order.",
        ],
        [
          (found) => found.some((one) => !open.includes(one)),
          "Some of these are other orders. Read only this user's orders whose key begins with the status in progress: which condition on the sort key says that?",
        ],
        [
          (found) => found.length < 3,
          "These are too few. limit counts the orders that are read, and a filter drops some of them afterwards. Select them by the key condition alone.",
        ],
        [(found) => found.length > 3, "These are too many: return as many as count says."],
      ],
      "The sort key is the status, then the time. Read the range of one status from its upper end.",
    ),
  });
}

async function returnsFewer(openOrders: OpenOrders, context: CheckContext): Promise<void> {
  const [user_id, created] = [random.uuid(), moment()];
  await store(context, [
    orderWith({ user_id, created }),
    orderWith({ user_id, created: created + 1 }),
    orderWith({ user_id, created: created + 2, order_status: COMPLETED }),
  ]);
  const hint = hintFor(
    [
      [
        (found) => found.length > 2,
        "Some of these orders aren't in progress, or aren't this user's.",
      ],
    ],
    "If there are fewer orders than count, return those; if there are none, an empty list.",
  );
  await context.expectResult(() => openOrders(user_id, 5), [created + 1, created], {
    given: [user_id, 5],
    hint,
  });
  const unknown = random.uuid();
  await context.expectResult(() => openOrders(unknown, 5), [], { given: [unknown, 5], hint });
}

async function readsNoMore(openOrders: OpenOrders, context: CheckContext): Promise<void> {
  const [user_id, created] = [random.uuid(), moment()];
  await store(
    context,
    [1, 2, 3, 4, 5, 6, 7, 8].map((n) =>
      orderWith({ user_id, created: created + n, note: "x".repeat(8_000) }),
    ),
  );
  const { units } = await context.measure(() => openOrders(user_id, 2), {
    given: [user_id, 2],
    hint: "Read the error's message: it says what is wrong.",
  });
  context.expect(
    units > 0 && units <= 3,
    `consumed ${units} units for two orders of 8 KB each, but 2.5 are enough`,
    {
      given: [user_id, 2],
      hint:
        units === 0
          ? THROUGH_DB
          : "It reads more orders than it returns, and you pay for every one. Tell the query how many to read.",
    },
  );
}

export const openOrders = exercise<OpenOrders>({
  "returns the latest orders in progress, newest first": returnsNewest,
  "returns fewer if there are fewer": returnsFewer,
  "reads no more orders than it returns": readsNoMore,
  "lets errors pass": async (openOrders, context) => {
    const [user_id, created] = [random.uuid(), moment()];
    await store(context, [orderWith({ user_id, created })]);
    await expectFailuresPassedOn(context, () => ({
      call: () => openOrders(user_id, 2),
      given: user_id,
      right: [created],
    }));
  },
});
