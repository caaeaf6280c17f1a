import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { brief, codeOf } from "../framework/internals";
import { random } from "../framework/random";
import { Leases } from "./fixtures";

type Acquire = (job: string, holder: string, now: number, seconds: number) => PromiseLike<boolean>;
type Lease = { job: string; holder: string; expires: number; note?: string };

/** The name of a new job, whose lease is deleted after the step. */
function newJob(context: CheckContext): string {
  const job = `job-${random.uuid().slice(0, 8)}`;
  context.deleteAfterwards(new Leases(context.db), { job });
  return job;
}

const moment = () => random.int(1_600_000_000, 1_700_000_000);

const leaseOf = (context: CheckContext, job: string): Promise<Lease | undefined> =>
  context.read(() => new Leases(context.db).get({ job }, { consistent: true }), {
    given: job,
    hint: "The lease can't be read: holder is a text (S), expires a whole number (N).",
  });

/** Requires what a call returns, and the lease afterwards. */
async function expectLease(
  acquire: Acquire,
  context: CheckContext,
  before: Omit<Lease, "job"> | undefined,
  [holder, now, isGranted]: [string, number, boolean],
  hint: string,
): Promise<void> {
  const job = newJob(context);
  if (before !== undefined) await context.put(new Leases(context.db), { job, ...before });
  const given = { lease: before ?? "none", holder, now, seconds: 60 };
  await context.expectResult(() => acquire(job, holder, now, 60), isGranted, {
    given,
    hint: (found) => resultHint(found, hint),
  });
  const expected = isGranted
    ? { job, ...before, holder, expires: now + 60 }
    : before && { job, ...before };
  const found = await leaseOf(context, job);
  context.expect(deepEqual(found, expected), `left ${brief(found)} instead of ${brief(expected)}`, {
    given,
    hint: isGranted
      ? "A lease that is granted has the caller as its holder, and expires so many seconds after now. Other attributes of the item stay."
      : hint,
  });
}

function resultHint(found: unknown, otherwise: string): string {
  if (codeOf(found) === "ConditionalCheckFailedException")
    return `A refused condition is an expected result: catch it, and return false. ${otherwise}`;
  if (codeOf(found) === "ValidationException")
    return "DynamoDB rejects the request: read the error's message. Each value needs a placeholder such as :now, and each placeholder must be used.";
  if (found instanceof Error) return "Read the error's message: it says what is wrong.";
  if (typeof found !== "boolean") return "Return true if the lease was granted, otherwise false.";
  return otherwise;
}

const FREE =
  "This lease is free: its item doesn't exist, so expires can't be compared. The condition needs an or.";
const HELD =
  "Another one holds this lease, and it hasn't expired. Grant it only if the condition holds at the moment of the write.";
const EXPIRED =
  "This lease has expired: it is held until expires, and no longer at that second. Compare expires with now.";
const OWN =
  "The holder may renew its own lease before it expires. The condition needs one more or.";

export const acquire = exercise<Acquire>({
  "grants a lease whose item doesn't exist": (acquire, context) =>
    expectLease(acquire, context, undefined, ["ann", moment(), true], FREE),
  "refuses a lease that another one holds": async (acquire, context) => {
    const now = moment();
    const held = { holder: "ann", expires: now + random.int(2, 50), note: "nightly" };
    await expectLease(acquire, context, held, ["bob", now, false], HELD);
    await expectLease(acquire, context, { ...held, expires: now + 1 }, ["bob", now, false], HELD);
  },
  "grants a lease that has expired": async (acquire, context) => {
    const now = moment();
    const past = { holder: "ann", expires: now - random.int(1, 50), note: "nightly" };
    await expectLease(acquire, context, past, ["bob", now, true], EXPIRED);
    await expectLease(acquire, context, { ...past, expires: now }, ["bob", now, true], EXPIRED);
  },
  "lets the holder renew it": (acquire, context) => {
    const now = moment();
    const own = { holder: "ann", expires: now + random.int(2, 50), note: "nightly" };
    return expectLease(acquire, context, own, ["ann", now, true], OWN);
  },
  "grants it to one of eight at once, in one request each": async (acquire, context) => {
    const [job, now] = [newJob(context), moment()];
    const given = { job, now, seconds: 60 };
    const eight = Array.from({ length: 8 }, (_, n) => () => acquire(job, `holder-${n}`, now, 60));
    const said = await context.runAtOnce(eight, { given, hint: HELD });
    const granted = said.filter((one) => one).length;
    context.expect(granted === 1, `granted it ${granted} times of 8`, {
      given,
      hint: "Every call looked before the first one wrote. Let the update's condition decide.",
    });
    const other = newJob(context);
    const { sent } = await context.costOf(() => acquire(other, "ann", now, 60), true, {
      given,
      hint: FREE,
    });
    context.expect(sent.length === 1, `sent ${sent.join(", ") || "nothing through db"}`, {
      given,
      hint: "One UpdateItem can test the three cases, and write.",
    });
  },
  "lets other errors pass": (acquire, context) =>
    expectFailuresPassedOn(context, () => {
      const job = newJob(context);
      return {
        call: () => acquire(job, "ann", 1_700_000_000, 60),
        given: job,
        isDone: async () => (await leaseOf(context, job)) !== undefined,
      };
    }),
});
