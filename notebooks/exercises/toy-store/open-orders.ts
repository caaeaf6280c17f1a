import { exercise } from "../exercise";
import { random } from "../random";
import { same } from "../same";
import type { Trial } from "../trial";
import { CANCELED, COMPLETED, moment, orderWith, store } from "./orders";
import { hints } from "./times";

type OpenOrders = (user: string, count: number) => PromiseLike<number[]>;

async function givesTheNewest(openOrders: OpenOrders, trial: Trial): Promise<void> {
  const [user_id, now] = [random.uuid(), moment()];
  const open = [10, 20, 30, 40, 50].map((later) => now + later);
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = open;
  const others = [
    orderWith({ user_id, created: now + 45, order_status: COMPLETED }),
    orderWith({ user_id, created: now + 60, order_status: COMPLETED }),
    orderWith({ user_id, created: now + 70, order_status: CANCELED }),
  ];
  await store(trial, [
    ...open.map((created) => orderWith({ user_id, created })),
    ...others,
    orderWith({ created: now + 80 }),
  ]);
  await trial.gives(() => openOrders(user_id, 3), [e, d, c], {
    given: [user_id, 3],
    hint: hints(
      [
        [
          (found) => same(found, [a, b, c]),
          "These are the oldest three, because a query begins at the lowest key. It has an option to begin at the other end.",
        ],
        [
          (found) => same(found, [c, b, a]),
          "These are the oldest three, turned round. The query itself must begin at the newest, because limit counts from where it begins.",
        ],
        [
          (found) => same(found, [c, d, e]),
          "The right orders, but the newest comes last. A query has an option that turns the order of the sort key round.",
        ],
        [
          (found) => found.some((one) => !open.includes(one)),
          "There are others among them. Only orders of this user whose key begins with the status in progress are meant: which condition on the sort key says that?",
        ],
        [
          (found) => found.length < 3,
          "That is too few. limit counts the orders that are read, and a filter drops some of them afterwards: let the key condition do all of the choosing.",
        ],
        [(found) => found.length > 3, "That is too many: give as many as count says."],
      ],
      "The sort key begins with the status, then comes the time. Read the stretch of one status from its upper end.",
    ),
  });
}

async function givesFewer(openOrders: OpenOrders, trial: Trial): Promise<void> {
  const [user_id, created] = [random.uuid(), moment()];
  await store(trial, [
    orderWith({ user_id, created }),
    orderWith({ user_id, created: created + 1 }),
    orderWith({ user_id, created: created + 2, order_status: COMPLETED }),
  ]);
  const hint = hints(
    [
      [
        (found) => found.length > 2,
        "There are orders among them that are not in progress, or not of this user.",
      ],
    ],
    "Where there are fewer orders than count, give those; where there is none, an empty list.",
  );
  await trial.gives(() => openOrders(user_id, 5), [created + 1, created], {
    given: [user_id, 5],
    hint,
  });
  const nobody = random.uuid();
  await trial.gives(() => openOrders(nobody, 5), [], { given: [nobody, 5], hint });
}

async function readsNoMore(openOrders: OpenOrders, trial: Trial): Promise<void> {
  const [user_id, created] = [random.uuid(), moment()];
  await store(
    trial,
    [1, 2, 3, 4, 5, 6, 7, 8].map((n) =>
      orderWith({ user_id, created: created + n, note: "x".repeat(8_000) }),
    ),
  );
  const { units } = await trial.measured(() => openOrders(user_id, 2), {
    given: [user_id, 2],
    hint: "The error says what is wrong.",
  });
  trial.holds(
    units <= 3,
    `consumed ${units} units for two orders of 8 KB each, where 2.5 are enough`,
    {
      given: [user_id, 2],
      hint: "It reads more orders than it gives, and you pay for what is read. A query can be told how many to read.",
    },
  );
}

export const openOrders = exercise<OpenOrders>({
  "gives the latest orders in progress, the newest first": givesTheNewest,
  "gives those that there are, where there are fewer": givesFewer,
  "reads no more than it gives": readsNoMore,
});
