import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { AnyTable } from "../framework/any-table";
import type { CheckContext } from "../framework/check-context";
import { times } from "../framework/at-once";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { random } from "../framework/random";
import { countTrue } from "./fixtures";

type DailyTable = AnyTable & {
  view(page_id: string, user_id: string, day: string): unknown;
  check(page_id: string, user_id: string, day: string): unknown;
};
type DailyViews = new (db: DynamoDBClient, options?: { name?: string }) => DailyTable;

const MANY = 8;

export const DailyViews = exercise<DailyViews>({
  "counts a page once a day per user": async (DailyViews, context) => {
    const { views, page, user, day } = await createDaily(context, DailyViews);
    await context.expectResult(() => views.view(page, user, day), true, {
      given: [page, user, day],
      hint: WHOLE,
    });
    await context.expectResult(() => views.view(page, user, day), false, {
      given: [page, user, day],
      hint: (found) =>
        found instanceof Error
          ? "This page was viewed on that day already. Return false when the condition fails."
          : "Without a condition the put replaces the view of that day.",
    });
    const others = [
      [random.uuid(), user, day],
      [page, random.uuid(), day],
    ] as const;
    for (const other of others)
      await context.expectResult(() => views.view(...other), true, {
        given: other,
        hint: "The key needs all three: page, user and day.",
      });
  },
  "counts it again on another day": async (DailyViews, context) => {
    const { views, page, user, day, next } = await createDaily(context, DailyViews);
    await context.expectResult(() => views.view(page, user, day), true, {
      given: [page, user, day],
      hint: WHOLE,
    });
    await context.expectResult(() => views.view(page, user, next), true, {
      given: [page, user, next],
      hint: "The day must be part of the key. What else is?",
    });
  },
  "tells on which days a page was viewed": async (DailyViews, context) => {
    const { views, page, user, day, next } = await createDaily(context, DailyViews);
    const asked = [page, user, day];
    await context.expectResult(() => views.check(page, user, day), false, {
      given: asked,
      hint: "check returns true or false, and writes nothing.",
    });
    await context.expectResult(() => views.view(page, user, day), true, {
      given: asked,
      hint: "check ran before, and view didn't. Does check store a view?",
    });
    await context.run(() => views.view(page, user, next), {
      given: [page, user, next],
      hint: WHOLE,
    });
    await context.expectResult(() => views.check(page, user, day), true, {
      given: asked,
      hint: "This page was viewed on that day, and on the next. Is each day an item of its own?",
    });
    const [otherPage, otherUser] = [random.uuid(), random.uuid()];
    await context.expectResult(() => views.check(otherPage, user, day), false, {
      given: [otherPage, user, day],
      hint: "This page wasn't viewed on that day. Another one was.",
    });
    await context.expectResult(() => views.check(page, otherUser, day), false, {
      given: [page, otherUser, day],
      hint: "This user didn't view the page on that day. Another one did.",
    });
  },
  "returns true for one of eight concurrent views, for one write unit": async (
    DailyViews,
    context,
  ) => {
    const { views, page, user, day } = await createDaily(context, DailyViews);
    const many = times(MANY, () => views.view(page, user, day));
    const answers = await context.runAtOnce(many, {
      given: [page, user, day],
      hint: "None of the views should fail.",
    });
    context.expect(
      countTrue(answers) === 1,
      `returned true ${countTrue(answers)} times of ${MANY}`,
      {
        given: [page, user, day],
        hint: "Other calls write between your read and your write. Put the condition into the put itself.",
      },
    );
    const { units } = await context.measure(() => views.view(random.uuid(), user, day), {
      given: [user, day],
      hint: WHOLE,
    });
    context.expect(units === 1, `took ${units} units for a new view`, {
      given: [user, day],
      hint: "Putting a small item takes one unit. An index, or a read before the put, costs more.",
    });
  },
  "names its table page_view_daily": (DailyViews, context) =>
    context.expectName(DailyViews, "page_view_daily", { hint: NO_CLASS }),
  "lets other errors pass": async (DailyViews, context) => {
    const { views, page, day } = await createDaily(context, DailyViews);
    await expectFailuresPassedOn(context, () => {
      const user = random.uuid();
      const call = () => views.view(page, user, day);
      return Promise.resolve({ call, given: [page, user, day], right: true });
    });
    const user = random.uuid();
    await context.run(() => views.view(page, user, day), { given: [page, user, day], hint: WHOLE });
    await expectFailuresPassedOn(context, () => {
      const call = () => views.check(page, user, day);
      return Promise.resolve({ call, given: [page, user, day], right: true });
    });
  },
});

const NO_CLASS =
  "DailyViews is a class that extends Table({ … }), with a name, fields and a partitionKey.";
const WHOLE = "view returns true for the first view of a page by a user on a day.";

/** Creates the learner's table. Returns it with a page, a user, a day and the day after. */
async function createDaily(context: CheckContext, Answer: DailyViews) {
  const views = await context.createTable(Answer, {
    hint: NO_CLASS,
  });
  const missing = (["view", "check"] as const).filter((name) => typeof views[name] !== "function");
  context.expect(missing.length === 0, `has no method ${missing.join(", and no ")}`, {
    hint: "DailyViews needs two methods, view and check. Both take a page, a user and a day.",
  });
  const date = (day: number) => `20${random.int(10, 30)}-0${random.int(1, 9)}-${day}`;
  const today = date(random.int(10, 27));
  const next = `${today.slice(0, -2)}${Number(today.slice(-2)) + 1}`;
  return { views, page: random.uuid(), user: random.uuid(), day: today, next };
}
