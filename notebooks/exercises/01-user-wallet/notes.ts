import type { CheckContext } from "../framework/check-context";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { random } from "../framework/random";
import { Wallets } from "./fixtures";

type Notes = {
  saveWithNote(user: string, balance: number, note: string): unknown;
  balance(user: string): unknown;
  note(user: string): unknown;
};

export const notes = exercise<Notes>({
  "returns the saved balance and the saved note": async (notes, context) => {
    await context.rollBack(new Wallets(context.db));
    await expectSaved(notes, context, await saveNote(notes, context, random.uuid()));
  },
  "keeps users apart, and keeps what was saved last": async (notes, context) => {
    await context.rollBack(new Wallets(context.db));
    const user = random.uuid();
    await saveNote(notes, context, user);
    const last = await saveNote(notes, context, user);
    const other = await saveNote(notes, context, random.uuid());
    for (const saved of [last, other]) await expectSaved(notes, context, saved);
  },
  "returns undefined for a user without either": async (notes, context) => {
    const user = random.uuid();
    const hint = "If the item doesn't exist, the response has no Item. That isn't an error.";
    await context.expectResult(() => notes.balance(user), undefined, { given: user, hint });
    await context.expectResult(() => notes.note(user), undefined, { given: user, hint });
  },
  "reads a balance for half a read unit": async (notes, context) => {
    await context.rollBack(new Wallets(context.db));
    const { user } = await saveNote(notes, context, random.uuid());
    const { units } = await context.measure(() => notes.balance(user), {
      given: user,
      hint: "balance shouldn't fail.",
    });
    context.expect(units === 0.5, `read ${units} units`, {
      given: user,
      hint: () => {
        if (units === 0)
          return "No request was sent. Variables are lost when the program ends, so read the balance from the table, through db.";
        if (units === 1)
          return "A strongly consistent read costs twice as much. Does displaying a balance need it?";
        return "GetItem is billed for the whole item, even if it returns a part. Store the note outside the balance's item.";
      },
    });
  },
  "reads a note without reading the whole table": async (notes, context) => {
    await context.rollBack(new Wallets(context.db));
    const { user } = await saveNote(notes, context, random.uuid());
    const { requests, units } = await context.measure(() => notes.note(user), {
      given: user,
      hint: "note shouldn't fail.",
    });
    const isScan = requests.some(({ operation }) => operation === "Scan");
    context.expect(
      requests.length > 0 && !isScan,
      isScan ? `sent a Scan, for ${units} units` : "sent no request",
      {
        given: user,
        hint: "Store the note under a key that you can derive from the user's id. Then GetItem finds it.",
      },
    );
  },
  "lets errors pass": async (notes, context) => {
    await context.rollBack(new Wallets(context.db));
    await expectFailuresPassedOn(context, () => {
      const [user, note] = [random.uuid(), random.uuid()];
      const isDone = async () =>
        (await notes.note(user)) === note && (await notes.balance(user)) === 5;
      return { call: () => notes.saveWithNote(user, 5, note), given: [user, 5, note], isDone };
    });
    const { user, balance, note } = await saveNote(notes, context, random.uuid());
    await expectFailuresPassedOn(context, () => ({
      call: () => notes.balance(user),
      given: user,
      right: balance,
    }));
    await expectFailuresPassedOn(context, () => ({
      call: () => notes.note(user),
      given: user,
      right: note,
    }));
  },
});

type Saved = { user: string; balance: number; note: string };

/** Lets the answer save a balance and a note of 9 KB for a user. */
async function saveNote(notes: Notes, context: CheckContext, user: string): Promise<Saved> {
  const isWhole = (["saveWithNote", "balance", "note"] as const).every(
    (name) => typeof notes[name] === "function",
  );
  context.expect(isWhole, "lacks one of its functions", {
    hint: "notes needs three functions: saveWithNote, balance and note.",
  });
  const saved = {
    user,
    balance: random.int(1, 1_000) + 0.25,
    note: `${random.uuid()} ${"x".repeat(9_000)}`,
  };
  await context.run(() => notes.saveWithNote(saved.user, saved.balance, saved.note), {
    given: [user, saved.balance, "a note of 9 KB"],
    hint: "saveWithNote shouldn't fail. Each item needs a user_id, a string.",
  });
  return saved;
}

async function expectSaved(
  notes: Notes,
  context: CheckContext,
  { user, balance, note }: Saved,
): Promise<void> {
  const lost =
    "PutItem replaces the whole item under the same key. Do two of your writes use the same key?";
  await context.expectResult(() => notes.balance(user), balance, {
    given: user,
    hint: (found) =>
      found === undefined || Number.isNaN(found)
        ? lost
        : found === Math.trunc(balance)
          ? "A balance may have a fraction, and parseInt drops it. Number(…) keeps it."
          : "Return the balance that was saved last for this user, as a number.",
  });
  await context.expectResult(() => notes.note(user), note, {
    given: user,
    hint: (found) =>
      found === undefined
        ? lost
        : "Return the whole note that was saved last for this user. Does each user have a key for the note, the same each time and shared with no other user?",
  });
}
