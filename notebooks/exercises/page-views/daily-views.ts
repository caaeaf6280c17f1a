import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { between } from "../between";
import { exercise } from "../exercise";
import { slowWrites } from "../played";
import { random } from "../random";
import type { AnyTable, Trial } from "../trial";
import { atOnce, trues } from "./views";

type DailyTable = AnyTable & {
  view(page_id: string, user_id: string, day: string): unknown;
  check(page_id: string, user_id: string, day: string): unknown;
};
type DailyViews = new (db: DynamoDBClient, options?: { name?: string }) => DailyTable;

const MANY = 20;

export const DailyViews = exercise<DailyViews>({
  "counts a page once a day for each user": async (DailyViews, trial) => {
    const { views, page, user, day } = await daily(trial, DailyViews);
    await trial.gives(() => views.view(page, user, day), true, {
      given: [page, user, day],
      hint: WHOLE,
    });
    await trial.gives(() => views.view(page, user, day), false, {
      given: [page, user, day],
      hint: (found) =>
        found instanceof Error
          ? "That page was viewed on that day already. The condition's error is the answer false."
          : "The put needs a condition, or it replaces the view of that day.",
    });
    const others = [
      [random.uuid(), user, day],
      [page, random.uuid(), day],
    ] as const;
    for (const other of others)
      await trial.gives(() => views.view(...other), true, {
        given: other,
        hint: "Page, user and day belong to the key, all three.",
      });
  },
  "counts it again on another day": async (DailyViews, trial) => {
    const { views, page, user, day, next } = await daily(trial, DailyViews);
    await trial.gives(() => views.view(page, user, day), true, {
      given: [page, user, day],
      hint: WHOLE,
    });
    await trial.gives(() => views.view(page, user, next), true, {
      given: [page, user, next],
      hint: "The day is part of what must be unique. What makes an item unique?",
    });
  },
  "tells on which days a page was viewed": async (DailyViews, trial) => {
    const { views, page, user, day, next } = await daily(trial, DailyViews);
    const asked = [page, user, day];
    await trial.gives(() => views.check(page, user, day), false, {
      given: asked,
      hint: "check gives true or false, and writes nothing.",
    });
    await trial.gives(() => views.view(page, user, day), true, {
      given: asked,
      hint: "It was asked for just before, but not viewed. check is to look only: did it store a view?",
    });
    await trial.answer(() => views.view(page, user, next), {
      given: [page, user, next],
      hint: WHOLE,
    });
    await trial.gives(() => views.check(page, user, day), true, {
      given: asked,
      hint: "It was viewed on that day, and on the next one. Is there an item for each day?",
    });
    await trial.gives(() => views.check(random.uuid(), user, day), false, {
      given: [page, user, day],
      hint: "Another page was viewed on that day, this one wasn't.",
    });
  },
  "is true for one of many views at once, for one write unit": async (DailyViews, trial) => {
    const { views, page, user, day } = await daily(trial, DailyViews);
    const answers = await trial.answer(
      () => between(trial.db, slowWrites, () => atOnce(MANY, () => views.view(page, user, day))),
      { given: [page, user, day], hint: "None of them must fail." },
    );
    trial.holds(trues(answers) === 1, `gave true ${trues(answers)} times of ${MANY}`, {
      given: [page, user, day],
      hint: "Between looking and writing there is time. The put itself must have the condition.",
    });
    const { units } = await trial.measured(() => views.view(random.uuid(), user, day), {
      given: [user, day],
      hint: WHOLE,
    });
    trial.holds(units === 1, `took ${units} units for a new view`, {
      given: [user, day],
      hint: "One put of a small item is one unit. An index, or a read before it, costs more.",
    });
  },
  "refuses what isn't a day as in 2015-03-14": async (DailyViews, trial) => {
    const { views, page, user, day } = await daily(trial, DailyViews);
    for (const wrong of ["14.3.2015", "2015-3-14", `${day}T10:00`, `x${day}`]) {
      await trial.refuses(() => views.view(page, user, wrong), "ItemEncodeError", {
        given: wrong,
        hint: "A key is compared character by character, so a day that is written in another way is another day. Let a field say what it takes, from the first letter to the last.",
      });
    }
  },
});

const WHOLE = "view gives true for the first view of a page, by a user, on a day.";

/** The learner's table, a page and a user, a day and the one after it. */
async function daily(trial: Trial, Answer: DailyViews) {
  const views = await trial.created(Answer, {
    hint: "DailyViews is a class that extends Table({ … }), with a name, fields and a partitionKey.",
  });
  const missing = (["view", "check"] as const).filter((name) => typeof views[name] !== "function");
  trial.holds(missing.length === 0, `has no method ${missing.join(", and no ")}`, {
    hint: "DailyViews needs two methods: view and check, both of a page, a user and a day.",
  });
  const date = (day: number) => `20${random.int(10, 30)}-0${random.int(1, 9)}-${day}`;
  const today = date(random.int(10, 27));
  const next = `${today.slice(0, -2)}${Number(today.slice(-2)) + 1}`;
  return { views, page: random.uuid(), user: random.uuid(), day: today, next };
}
