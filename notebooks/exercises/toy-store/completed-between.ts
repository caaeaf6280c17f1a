import { exercise } from "../exercise";
import { random } from "../random";
import { same } from "../same";
import type { Trial } from "../trial";
import { CANCELED, COMPLETED, moment, orderWith, store } from "./orders";
import { codeOf, hints, noTimes } from "./times";

type CompletedBetween = (user: string, from: number, to: number) => PromiseLike<number[]>;

async function givesTheStretch(completedBetween: CompletedBetween, trial: Trial): Promise<void> {
  const [user_id, from] = [random.uuid(), moment()];
  const to = from + 20;
  const completed = [from - 1, from, from + 10, to, to + 1];
  const others = [
    orderWith({ user_id, created: from + 5 }),
    orderWith({ user_id, created: from + 6, order_status: CANCELED }),
    orderWith({ created: from + 7, order_status: COMPLETED }),
  ];
  await store(trial, [
    ...completed.map((created) => orderWith({ user_id, created, order_status: COMPLETED })),
    ...others,
  ]);
  await trial.gives(() => completedBetween(user_id, from, to), [from, from + 10, to], {
    given: [user_id, from, to],
    hint: hints(
      [
        [
          (found) => found.some((one) => !completed.includes(one)),
          "There are others among them: orders in another state, or of another user. Both ends of the stretch begin with the same status.",
        ],
        [
          (found) => found.includes(from - 1) || found.includes(to + 1),
          "It reaches too far. The stretch begins at the second from and ends at the second to.",
        ],
        [
          (found) => !found.includes(from) || !found.includes(to),
          "Orders of the first and of the last second belong to it. Which of the operators on a sort key include both ends?",
        ],
        [
          (found) => same(found, [to, from + 10, from]),
          "The right orders, but the oldest comes first.",
        ],
      ],
      "Within one status, time is a stretch of the line.",
    ),
  });
}

async function takesShortNumbers(completedBetween: CompletedBetween, trial: Trial): Promise<void> {
  const [user_id, created] = [random.uuid(), moment()];
  await store(trial, [orderWith({ user_id, created, order_status: COMPLETED })]);
  const digits =
    "Keys are compared as text, character by character: 201_999999999 comes after every key of ten digits. All numbers need equally many digits.";
  const hint = (found: unknown) =>
    Array.isArray(found) || codeOf(found) === "ValidationException"
      ? digits
      : (noTimes(found) ?? digits);
  const late = created + 100;
  await trial.gives(() => completedBetween(user_id, 0, 999_999_999), [], {
    given: [user_id, 0, 999_999_999],
    hint,
  });
  await trial.gives(() => completedBetween(user_id, 999_999_999, late), [created], {
    given: [user_id, 999_999_999, late],
    hint,
  });
}

async function readsOn(completedBetween: CompletedBetween, trial: Trial): Promise<void> {
  const [user_id, from] = [random.uuid(), moment()];
  const completed = [0, 1, 2, 3].map((later) =>
    orderWith({
      user_id,
      created: from + later,
      order_status: COMPLETED,
      note: "x".repeat(350_000),
    }),
  );
  await store(trial, completed);
  await trial.gives(
    () => completedBetween(user_id, from, from + 3),
    completed.map(({ created }) => created),
    {
      given: [user_id, from, from + 3],
      hint: hints(
        [
          [
            (found) => found.length < 4,
            "These orders have 350 KB each, and a page ends at 1 MB. Only a missing last says that there is no more.",
          ],
        ],
        "The same as before, with more than one page.",
      ),
    },
  );
}

async function readsTheStretchOnly(
  completedBetween: CompletedBetween,
  trial: Trial,
): Promise<void> {
  const [user_id, from] = [random.uuid(), moment()];
  const orders = [COMPLETED, CANCELED].flatMap((order_status) =>
    [1, 2, 3, 4, 5, 6].map((n) =>
      orderWith({ user_id, created: from + n, order_status, note: "x".repeat(8_000) }),
    ),
  );
  await store(trial, orders);
  const given = [user_id, from + 2, from + 3];
  const { units } = await trial.measured(() => completedBetween(user_id, from + 2, from + 3), {
    given,
    hint: "The error says what is wrong.",
  });
  trial.holds(
    units <= 3,
    `consumed ${units} units for two orders of 8 KB each, where 2.5 are enough`,
    {
      given,
      hint: "It reads more than the stretch, and drops the rest. Both ends belong into the key condition.",
    },
  );
}

export const completedBetween = exercise<CompletedBetween>({
  "gives the completed orders, both ends included, from the oldest": givesTheStretch,
  "takes moments before September 2001, which have fewer digits": takesShortNumbers,
  "reads to the end, where that is more than one page": readsOn,
  "reads that stretch only": readsTheStretchOnly,
});
