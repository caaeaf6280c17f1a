import { times } from "../framework/at-once";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { staleReads } from "../framework/faults";
import { type Interceptor, isWrite } from "../framework/interceptor";
import { countTrue, freshPair, isStored, viewedPair } from "./fixtures";

type ViewCheaply = (page_id: string, user_id: string) => unknown;

const MANY = 10;
/** Views of one pair in a row, and what they may cost: a write unit, and half a read unit each. */
const TIMES = 10;
const UNITS = 1 + TIMES / 2;

export const viewCheaply = exercise<ViewCheaply>({
  "returns true for the first view, false for later ones": async (viewCheaply, context) => {
    const { page, user } = await freshPair(context);
    const given = [page, user];
    await context.expectResult(() => viewCheaply(page, user), true, {
      given,
      hint: "This page wasn't viewed before, so this is the first view.",
    });
    context.expect(await isStored(context, page, user), "stored no view", {
      given,
      hint: "The first view must be put into the table.",
    });
    await context.expectResult(() => viewCheaply(page, user), false, {
      given,
      hint: "This was the second view of that page by that user.",
    });
  },
  [`costs ${UNITS} units for ${TIMES} views of the same page by the same user`]: async (
    viewCheaply,
    context,
  ) => {
    const { page, user } = await freshPair(context);
    const work = async () => {
      for (let time = 0; time < TIMES; time++) await viewCheaply(page, user);
    };
    let writes = 0;
    const during: Interceptor = ({ operation, send }) => {
      if (isWrite(operation)) writes++;
      return send();
    };
    const { units } = await context.measure(work, {
      given: [page, user],
      hint: "None of the views should fail.",
      during,
    });
    // The response doesn't contain the cost of a refused write, which is one unit here.
    const bill = units + writes - Math.min(writes, 1);
    context.expect(
      writes <= 1 && units <= UNITS,
      `took ${bill} units${writes > 1 ? `, for ${writes} writes; refused ones are charged, too` : ""}`,
      {
        given: [page, user],
        hint:
          writes > 1
            ? "A refused put costs a whole unit, a read only half. What could you ask before the put?"
            : "An eventually consistent read is enough. If it misses a view, the put's condition still finds it.",
      },
    );
  },
  "returns true for one of many concurrent views": async (viewCheaply, context) => {
    const { page, user } = await freshPair(context);
    const many = times(MANY, () => viewCheaply(page, user));
    const answers = await context.runAtOnce(many, {
      given: [page, user],
      hint: "None of the views should fail.",
    });
    context.expect(
      countTrue(answers) === 1,
      `returned true ${countTrue(answers)} times of ${MANY}`,
      {
        given: [page, user],
        hint: "Many calls read before the first one writes. Let the put's condition decide.",
      },
    );
  },
  "is right even if its read is stale": async (viewCheaply, context) => {
    const { page, user } = await viewedPair(context);
    await context.expectResult(() => viewCheaply(page, user), false, {
      given: [page, user],
      during: staleReads,
      hint: "The check simulated a stale read, which misses the stored view. Only the put's condition can tell whether a view is the first.",
    });
  },
  "lets other errors pass": (viewCheaply, context) =>
    expectFailuresPassedOn(context, async () => {
      const { page, user } = await freshPair(context);
      return { call: () => viewCheaply(page, user), given: [page, user], right: true };
    }),
});
