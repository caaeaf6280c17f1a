import { between } from "../between";
import { exercise } from "../exercise";
import { BUSY, busy, justBefore } from "../played";
import { random } from "../random";
import { freshPair, isStored, pairOf, viewedPair, Views } from "./views";

type Forget = (page_id: string, user_id: string) => unknown;

export const forget = exercise<Forget>({
  "removes a view, and gives true": async (forget, trial) => {
    const { page, user } = await viewedPair(trial);
    await trial.gives(() => forget(page, user), true, {
      given: [page, user],
      hint: (found) =>
        found instanceof Error
          ? "That view was there. Which condition does the item have to meet?"
          : "There was such a view, so the answer is true.",
    });
    trial.holds(!(await isStored(trial, page, user)), "left the view in the table", {
      given: [page, user],
      hint: "The key of the view is page and user, in this order: views.pair(…) makes it.",
    });
  },
  "leaves other views alone": async (forget, trial) => {
    const { page, user } = await viewedPair(trial);
    const [otherPage, otherUser] = [random.uuid(), random.uuid()];
    for (const [p, u] of [
      [page, otherUser],
      [otherPage, user],
      [user, page],
    ] as const)
      await trial.put(new Views(trial.db), pairOf(p, u));
    await trial.answer(() => forget(page, user), {
      given: [page, user],
      hint: "It must not fail.",
    });
    const left = await Promise.all([
      isStored(trial, page, otherUser),
      isStored(trial, otherPage, user),
      isStored(trial, user, page),
    ]);
    trial.holds(
      left.every((is) => is),
      "removed more than this view",
      { given: [page, user], hint: "Only the item with this very key is to go." },
    );
  },
  "gives false where there is no such view": async (forget, trial) => {
    const { page, user } = await freshPair(trial);
    await trial.gives(() => forget(page, user), false, {
      given: [page, user],
      hint: (found) => {
        if (found instanceof Error)
          return 'A condition that fails comes as an error, and here it is the answer "there was none". Which code does it have?';
        return "Without a condition, a delete of nothing succeeds silently. Demand that the item exists.";
      },
    });
  },
  "gives false if somebody else forgets the view a moment before": async (forget, trial) => {
    const { page, user } = await viewedPair(trial);
    const first = justBefore(() => new Views(trial.db).delete(pairOf(page, user)));
    await trial.gives(() => between(trial.db, first, () => forget(page, user)), false, {
      given: [page, user],
      hint: "Between looking and deleting there is time, and the check used it: this delete removed nothing. The delete itself can have the condition.",
    });
  },
  "passes on any other error": async (forget, trial) => {
    const { page, user } = await viewedPair(trial);
    await trial.refuses(() => between(trial.db, busy, () => forget(page, user)), BUSY, {
      given: [page, user],
      hint: "The check played a table that gets too many requests. Nothing was removed, and nobody knows whether there was a view: neither true nor false is right.",
    });
  },
});
