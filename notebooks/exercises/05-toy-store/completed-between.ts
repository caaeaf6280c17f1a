import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { codeOf } from "../framework/internals";
import { random } from "../framework/random";
import { THROUGH_DB } from "../framework/through-db";
import { CANCELED, COMPLETED, moment, orderWith, store } from "./fixtures";
import { hintFor, typeHint } from "./hints";

type CompletedBetween = (user: string, from: number, to: number) => PromiseLike<number[]>;

async function returnsRange(
  completedBetween: CompletedBetween,
  context: CheckContext,
): Promise<void> {
  const [user_id, from] = [random.uuid(), moment()];
  const to = from + 20;
  const completed = [from - 1, from, from + 10, to, to + 1];
  const others = [
    orderWith({ user_id, created: from + 5 }),
    orderWith({ user_id, created: from + 6, order_status: CANCELED }),
    orderWith({ created: from + 7, order_status: COMPLETED }),
  ];
  await store(context, [
    ...completed.map((created) => orderWith({ user_id, created, order_status: COMPLETED })),
    ...others,
  ]);
  await context.expectResult(() => completedBetween(user_id, from, to), [from, from + 10, to], {
    given: [user_id, from, to],
    hint: hintFor(
      [
        [
          (found) => found.some((one) => !completed.includes(one)),
          "Some of these orders have another status or another user. Both bounds of the range need the same status.",
        ],
        [
          (found) => found.includes(from - 1) || found.includes(to + 1),
          "The range is too wide. It starts at the second from and ends at the second to.",
        ],
        [
          (found) => !found.includes(from) || !found.includes(to),
          "Orders at the first and at the last second belong to the result. Which operator on a sort key includes both bounds?",
        ],
        [
          (found) => deepEqual(found, [to, from + 10, from]),
          "These are the right orders, but the oldest comes first.",
        ],
      ],
      "Within one status, a period is one range of sort keys.",
    ),
  });
}

/** Whether a range from a nine-digit time to a ten-digit one was refused. */
const isReversed = (found: unknown) =>
  ["RequestInvalid", "ValidationException"].includes(codeOf(found) ?? "");

async function acceptsShortNumbers(
  completedBetween: CompletedBetween,
  context: CheckContext,
): Promise<void> {
  const [user_id, created] = [random.uuid(), moment()];
  await store(context, [orderWith({ user_id, created, order_status: COMPLETED })]);
  const digits =
    "Keys are compared as text, character by character: 201_999999999 comes after every key with ten digits. Numbers in keys need the same number of digits.";
  const hint = (found: unknown) =>
    Array.isArray(found) || isReversed(found) ? digits : (typeHint(found) ?? digits);
  const late = created + 100;
  await context.expectResult(() => completedBetween(user_id, 0, 999_999_999), [], {
    given: [user_id, 0, 999_999_999],
    hint,
  });
  await context.expectResult(() => completedBetween(user_id, 999_999_999, late), [created], {
    given: [user_id, 999_999_999, late],
    hint,
  });
}

async function readsEveryPage(
  completedBetween: CompletedBetween,
  context: CheckContext,
): Promise<void> {
  const [user_id, from] = [random.uuid(), moment()];
  const completed = [0, 1, 2, 3].map((later) =>
    orderWith({
      user_id,
      created: from + later,
      order_status: COMPLETED,
      note: "x".repeat(350_000),
    }),
  );
  await store(context, completed);
  await context.expectResult(
    () => completedBetween(user_id, from, from + 3),
    completed.map(({ created }) => created),
    {
      given: [user_id, from, from + 3],
      hint: hintFor(
        [
          [
            (found) => found.length < 4,
            "These orders have 350 KB each, and a page ends at 1 MB. There is more until last is undefined.",
          ],
        ],
        "The same range, on more than one page.",
      ),
    },
  );
}

async function readsRangeOnly(
  completedBetween: CompletedBetween,
  context: CheckContext,
): Promise<void> {
  const [user_id, from] = [random.uuid(), moment()];
  const orders = [COMPLETED, CANCELED].flatMap((order_status) =>
    [1, 2, 3, 4, 5, 6].map((n) =>
      orderWith({ user_id, created: from + n, order_status, note: "x".repeat(8_000) }),
    ),
  );
  await store(context, orders);
  const given = [user_id, from + 2, from + 3];
  const { units } = await context.measure(() => completedBetween(user_id, from + 2, from + 3), {
    given,
    hint: "Read the error's message: it says what is wrong.",
  });
  context.expect(
    units > 0 && units <= 3,
    `consumed ${units} units for two orders of 8 KB each, but 2.5 are enough`,
    {
      given,
      hint:
        units === 0
          ? THROUGH_DB
          : "It reads more than the range, and drops the rest. Put both bounds into the key condition.",
    },
  );
}

export const completedBetween = exercise<CompletedBetween>({
  "returns the completed orders from the oldest, both bounds included": returnsRange,
  "accepts times before September 2001, which have fewer digits": acceptsShortNumbers,
  "reads every page": readsEveryPage,
  "reads only the orders in the range": readsRangeOnly,
  "lets errors pass": async (completedBetween, context) => {
    const [user_id, created] = [random.uuid(), moment()];
    await store(context, [orderWith({ user_id, created, order_status: COMPLETED })]);
    const call = () => completedBetween(user_id, created, created);
    await expectFailuresPassedOn(context, () => ({ call, given: user_id, right: [created] }));
  },
});
