import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { brief, codeOf } from "../framework/internals";
import { random } from "../framework/random";
import { storedItem } from "../framework/stored-item";
import { anyone, Carts, errorHint, REFUSED } from "./fixtures";

type CartBin = {
  remove: (customer: string, now: number) => PromiseLike<boolean>;
  restore: (customer: string, now: number) => PromiseLike<boolean>;
};
type Cart = { customer: string; toys: string; deleted_at?: number; expires_at?: number };

const [HOUR, MONTH] = [3_600, 30 * 24 * 3_600];
/** Some time tomorrow: whatever expires after it, DynamoDB Local keeps meanwhile. */
const anyTime = () => Math.floor(Date.now() / 1000) + 24 * HOUR + random.int(1, 5_000);
const newCart = () => ({ customer: anyone(), toys: random.digits(6) });

const cartOf = (context: CheckContext, customer: string) =>
  context.read(() => new Carts(context.db).get({ customer }, { consistent: true }), {
    given: customer,
    hint: "deleted_at and expires_at are whole numbers, stored as type N.",
  });

/** Requires a result, and what is stored afterwards. */
async function expectChange(
  context: CheckContext,
  call: (customer: string, now: number) => PromiseLike<boolean>,
  { before, now, after, hint }: { before: Cart; now: number; after: Cart; hint: string },
): Promise<void> {
  await context.put(new Carts(context.db), before);
  const given = { cart: before, now };
  const isDone = !deepEqual(before, after);
  await context.expectResult(() => call(before.customer, now), isDone, {
    given,
    hint: (found) => hintOr(found, hint),
  });
  const found = await cartOf(context, before.customer);
  context.expect(deepEqual(found, after), `left ${brief(found)} instead of ${brief(after)}`, {
    given,
    hint,
  });
}

function hintOr(found: unknown, otherwise: string): string {
  if (codeOf(found) === REFUSED)
    return `${otherwise} A condition that fails is an expected result: catch this error, and return false.`;
  if (typeof found === "boolean") return otherwise;
  return errorHint(found) ?? "Return true or false.";
}

/** Requires that a call returns false for a cart that doesn't exist, and creates none. */
async function expectNoGhost(
  context: CheckContext,
  call: (customer: string, now: number) => PromiseLike<boolean>,
): Promise<void> {
  const customer = anyone();
  context.deleteAfterwards(new Carts(context.db), { customer });
  const hint = "UpdateItem creates a missing item. The condition must say that the cart exists.";
  await context.expectResult(() => call(customer, anyTime()), false, {
    given: customer,
    hint: (found) => hintOr(found, hint),
  });
  const found = await storedItem(context.db, "toy_cart", { customer: { S: customer } });
  context.expect(found === undefined, `created ${brief(found)}`, { given: customer, hint });
}

export const cartBin = exercise<CartBin>({
  "remove marks a cart, which then expires in thirty days": async ({ remove }, context) => {
    const [now, cart] = [anyTime(), newCart()];
    const after = { ...cart, deleted_at: now, expires_at: now + MONTH };
    const hint =
      "Set deleted_at to now, and expires_at to thirty days (of 86,400 seconds) later. Leave the rest unchanged.";
    await expectChange(context, remove, { before: cart, now, after, hint });
    const expiring = { ...newCart(), expires_at: now + HOUR };
    const afterwards = { ...expiring, deleted_at: now, expires_at: now + MONTH };
    await expectChange(context, remove, { before: expiring, now, after: afterwards, hint });
  },
  "remove leaves a marked cart unchanged, and returns false": async ({ remove }, context) => {
    const now = anyTime();
    const marked = { ...newCart(), deleted_at: now - HOUR, expires_at: now - HOUR + MONTH };
    const hint =
      "This cart was marked before: its month has begun. Add a condition: deleted_at doesn't exist yet.";
    await expectChange(context, remove, { before: marked, now, after: marked, hint });
  },
  "restore takes the mark off": async ({ restore }, context) => {
    const [now, cart] = [anyTime(), newCart()];
    const marked = { ...cart, deleted_at: now - HOUR, expires_at: now + HOUR };
    const hint =
      "Remove both attributes; with expires_at, the cart would still expire. REMOVE takes several names.";
    await expectChange(context, restore, { before: marked, now, after: cart, hint });
  },
  "restore returns false for a cart that has expired": async ({ restore }, context) => {
    const now = anyTime();
    const expired = { ...newCart(), deleted_at: now - MONTH - 1, expires_at: now - 1 };
    const hint =
      "This cart's month is over; that it's still stored is chance. Compare expires_at with now in the condition.";
    await expectChange(context, restore, { before: expired, now, after: expired, hint });
  },
  "restore returns false for a cart that isn't marked": async ({ restore }, context) => {
    const now = anyTime();
    const expiring = { ...newCart(), expires_at: now + HOUR };
    const hint =
      "Nobody removed this cart; it just expires in an hour. Which attribute does only a marked cart have?";
    await expectChange(context, restore, { before: expiring, now, after: expiring, hint });
  },
  "neither creates a cart": async ({ remove, restore }, context) => {
    await expectNoGhost(context, remove);
    await expectNoGhost(context, restore);
  },
  "each takes one write unit, and no read": async ({ remove, restore }, context) => {
    const [now, cart] = [anyTime(), newCart()];
    await context.put(new Carts(context.db), cart);
    for (const call of [remove, restore]) {
      const given = [cart.customer, now];
      const { units, sent } = await context.costOf(() => call(cart.customer, now), true, {
        given,
        hint: (found) =>
          errorHint(found) ?? "The cart exists: remove marks it, restore unmarks it.",
      });
      const what = sent.join(", ") || "nothing through db";
      context.expect(units === 1 && sent.length === 1, `sent ${what}, for ${units} units`, {
        given,
        hint: "One UpdateItem with a condition is enough: the condition looks at the cart when it's written.",
      });
    }
  },
  "lets other errors pass": async ({ remove, restore }, context) => {
    const now = anyTime();
    const marks = { deleted_at: now - 1, expires_at: now + HOUR };
    for (const [call, parts] of [[remove, {}] as const, [restore, marks] as const])
      await expectFailuresPassedOn(context, async () => {
        const cart = { ...newCart(), ...parts };
        await context.put(new Carts(context.db), cart);
        return { call: () => call(cart.customer, now), given: cart, right: true };
      });
  },
});
