import { exercise } from "../exercise";
import { random } from "../random";
import type { Trial } from "../trial";
import { Wallets } from "./wallets";

type Notes = {
  saveWithNote(user: string, balance: number, note: string): unknown;
  balance(user: string): unknown;
  note(user: string): unknown;
};

export const notes = exercise<Notes>({
  "finds balance and note again": async (notes, trial) => {
    await trial.restoresItems(new Wallets(trial.db));
    await findsAgain(notes, trial, await savedNote(notes, trial, random.uuid()));
  },
  "keeps users apart, and what is saved last": async (notes, trial) => {
    await trial.restoresItems(new Wallets(trial.db));
    const user = random.uuid();
    await savedNote(notes, trial, user);
    const last = await savedNote(notes, trial, user);
    const other = await savedNote(notes, trial, random.uuid());
    for (const saved of [last, other]) await findsAgain(notes, trial, saved);
  },
  "gives undefined for a user who has neither": async (notes, trial) => {
    const user = random.uuid();
    const hint = "Where nothing is found, the answer has no Item. That is no error.";
    await trial.gives(() => notes.balance(user), undefined, { given: user, hint });
    await trial.gives(() => notes.note(user), undefined, { given: user, hint });
  },
  "reads a balance for half a unit": async (notes, trial) => {
    await trial.restoresItems(new Wallets(trial.db));
    const { user } = await savedNote(notes, trial, random.uuid());
    const { units } = await trial.measured(() => notes.balance(user), {
      given: user,
      hint: "balance must not fail.",
    });
    trial.holds(units === 0.5, `read ${units} units`, {
      given: user,
      hint: () => {
        if (units === 0)
          return "That asked nothing of the database. What a program remembers is gone when it ends: read the table, through db.";
        if (units === 1)
          return "A strongly consistent read costs twice as much. Is it needed to show a balance?";
        return "GetItem reads, and bills, the whole item, whatever it gives of it. Where must the note stand, so that it isn't part of that item?";
      },
    });
  },
  "reads a note without reading the whole table": async (notes, trial) => {
    await trial.restoresItems(new Wallets(trial.db));
    const { user } = await savedNote(notes, trial, random.uuid());
    const { requests, units } = await trial.measured(() => notes.note(user), {
      given: user,
      hint: "note must not fail.",
    });
    const isScan = requests.some(({ operation }) => operation === "Scan");
    trial.holds(
      requests.length > 0 && !isScan,
      isScan ? `sent a Scan, for ${units} units` : "asked nothing of the database",
      {
        given: user,
        hint: "The note of a user needs a key that can be told from the user's id, so that GetItem finds it.",
      },
    );
  },
});

type Saved = { user: string; balance: number; note: string };

/** A user's balance, and a note of 9 KB, saved by the answer. */
async function savedNote(notes: Notes, trial: Trial, user: string): Promise<Saved> {
  const isWhole = (["saveWithNote", "balance", "note"] as const).every(
    (name) => typeof notes[name] === "function",
  );
  trial.holds(isWhole, "lacks one of its functions", {
    hint: "notes needs three functions: saveWithNote, balance, and note.",
  });
  const saved = {
    user,
    balance: random.int(1, 1_000),
    note: `${random.uuid()} ${"x".repeat(9_000)}`,
  };
  await trial.answer(() => notes.saveWithNote(saved.user, saved.balance, saved.note), {
    given: [user, saved.balance, "a note of 9 KB"],
    hint: "saveWithNote must not fail. Each item needs a user_id, a text.",
  });
  return saved;
}

async function findsAgain(
  notes: Notes,
  trial: Trial,
  { user, balance, note }: Saved,
): Promise<void> {
  const lost =
    "PutItem replaces the whole item that had the same key. Do two puts have the same one?";
  await trial.gives(() => notes.balance(user), balance, {
    given: user,
    hint: (found) =>
      found === undefined || Number.isNaN(found)
        ? lost
        : "Give the balance that was saved last for this user, as a number.",
  });
  await trial.gives(() => notes.note(user), note, {
    given: user,
    hint: (found) =>
      found === undefined
        ? lost
        : "Give the note that was saved last for this user, whole. Do two users' notes have the same key?",
  });
}
