import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { beforeFirstWrite, staleReads } from "../framework/faults";
import { random } from "../framework/random";
import { areStored, freshPair, isStored, pairOf, viewedPair, Views } from "./fixtures";

type Forget = (page_id: string, user_id: string) => unknown;

export const forget = exercise<Forget>({
  "removes a view and returns true": async (forget, context) => {
    const { page, user } = await viewedPair(context);
    await context.expectResult(() => forget(page, user), true, {
      given: [page, user],
      hint: (found) =>
        found instanceof Error
          ? "This view existed. Does your condition hold for it?"
          : "This view existed, so return true.",
    });
    context.expect(!(await isStored(context, page, user)), "left the view in the table", {
      given: [page, user],
      hint: "The view's key is page and user, in this order. views.pair(…) makes it.",
    });
  },
  "leaves other views unchanged": async (forget, context) => {
    const { page, user } = await viewedPair(context);
    const [otherPage, otherUser] = [random.uuid(), random.uuid()];
    const others = [pairOf(page, otherUser), pairOf(otherPage, user), pairOf(user, page)];
    await context.put(new Views(context.db), ...others);
    await context.run(() => forget(page, user), {
      given: [page, user],
      hint: "It shouldn't fail.",
    });
    const left = await areStored(context, others);
    context.expect(
      left.every((is) => is),
      "removed other views too",
      { given: [page, user], hint: "Delete only the item with this exact key." },
    );
  },
  "returns false if the view doesn't exist": async (forget, context) => {
    const { page, user } = await freshPair(context);
    await context.expectResult(() => forget(page, user), false, {
      given: [page, user],
      hint: (found) => {
        if (found instanceof Error)
          return "The condition failed because the view doesn't exist. Catch that error by its code, and return false.";
        return "Without a condition, deleting a missing item succeeds. Require that the item exists.";
      },
    });
  },
  "returns false if another program removed the view just before": async (forget, context) => {
    const { page, user } = await viewedPair(context);
    const first = beforeFirstWrite(() => new Views(context.db).delete(pairOf(page, user)));
    await context.expectResult(() => forget(page, user), false, {
      given: [page, user],
      during: first,
      hint: "Another program removed the view after your read, so your delete removed nothing. Put the condition into the delete itself.",
    });
  },
  "finds a view of the last moment": async (forget, context) => {
    const { page, user } = await viewedPair(context);
    await context.expectResult(() => forget(page, user), true, {
      given: [page, user],
      during: staleReads,
      hint: "The check simulated an eventually consistent read that doesn't find the view yet, as may happen at AWS. The delete's condition is tested on the item itself: you need no read.",
    });
  },
  "lets every other error pass": (forget, context) =>
    expectFailuresPassedOn(context, async () => {
      const { page, user } = await viewedPair(context);
      return { call: () => forget(page, user), given: [page, user], right: true };
    }),
});
