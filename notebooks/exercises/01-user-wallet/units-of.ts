import { measure } from "../../../lib/index";
import type { CheckContext } from "../framework/check-context";
import { exercise } from "../framework/exercise";
import { isFields } from "../framework/internals";
import { random } from "../framework/random";
import { Wallets } from "./fixtures";

type UnitsOf = (bytes: number) => unknown;
type Units = { write: number; eventual: number; strong: number };

export const unitsOf = exercise<UnitsOf>({
  "is right for a small item": (unitsOf, context) =>
    expectPrediction(unitsOf, context, [random.int(100, 1_000), random.int(1_001, 1_023)]),
  "is right around 1 KB and 4 KB": (unitsOf, context) =>
    expectPrediction(unitsOf, context, [1_024, 1_025, 4_096, 4_097]),
  "is right for larger items": (unitsOf, context) =>
    expectPrediction(unitsOf, context, [
      random.int(4_500, 7_000),
      random.int(9_000, 20_000),
      random.int(50_000, 60_000),
    ]),
});

/** Compares predicted units with what DynamoDB reports, for items of these sizes. */
async function expectPrediction(
  unitsOf: UnitsOf,
  context: CheckContext,
  sizes: number[],
): Promise<void> {
  for (const bytes of sizes) {
    const right = await unitsConsumed(context, bytes);
    await context.expectResult(() => unitsOf(bytes), right, {
      given: bytes,
      hint: (found) => unitsHint(bytes, right, found),
    });
  }
}

/** Writes and reads an item of this size, and returns the units consumed. */
async function unitsConsumed(context: CheckContext, bytes: number): Promise<Units> {
  const wallets = new Wallets(context.db);
  const key = { user_id: random.uuid() };
  const names = "user_id".length + "note".length;
  const write = await measure(context.db, () =>
    context.put(wallets, { ...key, note: "x".repeat(bytes - names - key.user_id.length) }),
  );
  const eventual = await measure(context.db, () => wallets.get(key));
  const strong = await measure(context.db, () => wallets.get(key, { consistent: true }));
  return { write: write.units, eventual: eventual.units, strong: strong.units };
}

function unitsHint(bytes: number, right: Units, found: unknown): string {
  if (!isFields(found)) return "Return an object with three numbers: { write, eventual, strong }.";
  const { write, eventual, strong } = found as Units;
  if (![write, strong].every(Number.isInteger)) return "DynamoDB rounds up to whole units.";
  if (write === 1 + Math.floor(bytes / 1_024) && write !== right.write)
    return "An item of exactly 1,024 bytes fits into one write unit. Which function rounds up?";
  if (write === Math.ceil(bytes / 1_000) && write !== right.write)
    return "Here 1 KB is 1,024 bytes.";
  if (write !== right.write) return "write: one unit per KB, rounded up.";
  if (strong !== right.strong) return "strong: one unit per 4 KB, rounded up.";
  return eventual > right.eventual
    ? "eventual: half the cost of the strong read, without rounding it again."
    : "eventual: round the size up first, then halve it.";
}
