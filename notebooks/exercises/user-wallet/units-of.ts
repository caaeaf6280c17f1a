import { measure } from "../../../lib/client/measure";
import { isFields } from "../../../lib/print/values";
import { exercise } from "../exercise";
import { random } from "../random";
import type { Trial } from "../trial";
import { Wallets } from "./wallets";

type UnitsOf = (bytes: number) => unknown;
type Units = { write: number; eventual: number; strong: number };

export const unitsOf = exercise<UnitsOf>({
  "is right for a small item": (unitsOf, trial) =>
    predicts(unitsOf, trial, [random.int(100, 1_000), random.int(1_001, 1_023)]),
  "is right around 1 KB and 4 KB": (unitsOf, trial) =>
    predicts(unitsOf, trial, [1_024, 1_025, 4_096, 4_097]),
  "is right for larger items": (unitsOf, trial) =>
    predicts(unitsOf, trial, [
      random.int(4_500, 7_000),
      random.int(9_000, 20_000),
      random.int(50_000, 60_000),
    ]),
});

/** Compares what is predicted for items of these sizes with what DynamoDB says. */
async function predicts(unitsOf: UnitsOf, trial: Trial, sizes: number[]): Promise<void> {
  for (const bytes of sizes) {
    const right = await consumed(trial, bytes);
    await trial.gives(() => unitsOf(bytes), right, {
      given: bytes,
      hint: (found) => unitsHint(bytes, right, found),
    });
  }
}

/** What an item of this size really consumes. */
async function consumed(trial: Trial, bytes: number): Promise<Units> {
  const wallets = new Wallets(trial.db);
  const key = { user_id: random.uuid() };
  const names = "user_id".length + "note".length;
  const write = await measure(trial.db, () =>
    trial.put(wallets, { ...key, note: "x".repeat(bytes - names - key.user_id.length) }),
  );
  const eventual = await measure(trial.db, () => wallets.get(key));
  const strong = await measure(trial.db, () => wallets.get(key, { consistent: true }));
  return { write: write.units, eventual: eventual.units, strong: strong.units };
}

function unitsHint(bytes: number, right: Units, found: unknown): string {
  if (!isFields(found)) return "Give an object with three numbers: { write, eventual, strong }.";
  const { write, eventual, strong } = found as Units;
  if (![write, strong].every(Number.isInteger)) return "A unit that is begun is a whole one.";
  if (write === 1 + Math.floor(bytes / 1_024) && write !== right.write)
    return "An item of exactly 1,024 bytes still fits into one write unit. How does one round up?";
  if (write === Math.ceil(bytes / 1_000) && write !== right.write)
    return "A KB has 1,024 bytes here.";
  if (write !== right.write) return "write: one unit for each KB that is begun.";
  if (strong !== right.strong) return "strong: one unit for each 4 KB that are begun.";
  return eventual > right.eventual
    ? "eventual: half of what the strong read costs, and that half isn't rounded again."
    : "eventual: the size is rounded up first, and halved then.";
}
