import { batchGet } from "../../../lib/index";
import { times } from "../framework/at-once";
import type { CheckContext } from "../framework/check-context";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { beforeFirstWrite } from "../framework/faults";
import { brief, sum } from "../framework/internals";
import { random } from "../framework/random";
import { consumed, COSTLY, Counters, hasScan, Shards } from "./fixtures";

type ShardedCounter = {
  raise(page_id: string): PromiseLike<unknown>;
  total(page_id: string): PromiseLike<number>;
};

const BEYOND =
  "The shards are 0, 1, 2 and 3. Math.round can return 4, and + 1 goes one too far: use Math.floor(Math.random() * 4).";
const OVERWRITTEN =
  "If you read a number, add one and write it back, you overwrite what others added meanwhile. Let DynamoDB add.";
const FOUR = [0, 1, 2, 3];
/**
 * So many random raises reach each of the four shards, and a fifth one if the answer has it, even if
 * it gets only every eighth, as with Math.round(Math.random() * 4); all but once in 300,000 checks.
 */
const RAISES = 100;
/** How many of them are concurrent. After the first round, they raise shards that exist. */
const ROUND = 20;

export const shardedCounter = exercise<ShardedCounter>({
  "raises the counter by one": async (counter, context) => {
    const page = await newPage(context);
    await context.run(() => counter.raise(page), {
      given: page,
      hint: "Use an update with add. It creates a missing shard.",
    });
    const together = sum(await shardsOf(context, page));
    context.expect(together === 1, `left a total of ${together} instead of 1`, {
      given: page,
      hint:
        together === 0
          ? "A page's shards are items of page_counter_shard, with the keys shard(page_id, 0) to shard(page_id, 3)."
          : "Raise one shard, and leave the others unchanged.",
    });
  },
  "adds to what others added meanwhile": async (counter, context) => {
    const page = await newPage(context);
    const others = beforeFirstWrite(async () => {
      await context.put(new Shards(context.db), ...shardItems(page, 10));
    });
    await context.run(() => counter.raise(page), {
      given: page,
      during: others,
      hint: "Use an update with add.",
    });
    const shards = await shardsOf(context, page);
    context.expect(
      sum(shards) === 41,
      `left the shards at ${brief(shards.slice(0, 4))}, after others had set them to 10 each`,
      {
        given: page,
        hint:
          sum(shards) < 40
            ? OVERWRITTEN
            : "Raise one of the four shards by one, and leave the others unchanged.",
      },
    );
  },
  "spreads concurrent raises over four shards, and loses none": async (counter, context) => {
    const page = await newPage(context);
    const feedback = { given: page, hint: "Each of the calls should succeed." };
    const round = times(ROUND, () => counter.raise(page));
    for (let raised = 0; raised < RAISES; raised += ROUND) await context.runAtOnce(round, feedback);
    const shards = await shardsOf(context, page);
    const [four, beyond] = [shards.slice(0, 4), sum(shards.slice(4))];
    context.expect(beyond === 0, `raised shards other than 0 to 3, ${beyond} times`, {
      given: page,
      hint: BEYOND,
    });
    context.expect(
      sum(four) === RAISES,
      `left the shards at ${brief(four)}, together ${sum(four)}`,
      {
        given: page,
        hint: OVERWRITTEN,
      },
    );
    context.expect(Math.min(...four) > 0, `left the shards at ${brief(four)}`, {
      given: page,
      hint:
        Math.max(...four) === RAISES
          ? "Every write went to one item. Choose a random shard in each call."
          : "Math.random() is always below 1, so Math.floor(Math.random() * 4) returns 0, 1, 2 or 3.",
    });
  },
  "adds up the shards, even if some are missing": async (counter, context) => {
    const page = await newPage(context);
    const [one, three] = [random.int(1, 400), random.int(1, 400)];
    await context.put(
      new Shards(context.db),
      { page_id_shard: `${page}_1`, views: one },
      { page_id_shard: `${page}_3`, views: three },
    );
    await context.expectResult(() => counter.total(page), one + three, {
      given: page,
      hint: (found) =>
        found instanceof Error || Number.isNaN(found)
          ? "A shard that was never raised doesn't exist. Count it as 0."
          : "Add all four shards, 0 to 3, and nothing else.",
    });
  },
  "returns 0 for a page without views": async (counter, context) => {
    const page = await newPage(context);
    await context.expectResult(() => counter.total(page), 0, {
      given: page,
      hint: "Missing shards aren't an error. Start the sum at 0.",
    });
  },
  "reads four small items, for half a unit each": async (counter, context) => {
    const page = await newPage(context);
    const large = { page_id_shard: `${random.uuid()}_0`, views: 1, note: COSTLY };
    await context.put(new Shards(context.db), ...shardItems(page, 1), large);
    const cost = await context.measure(() => counter.total(page), {
      given: page,
      hint: "Get the four shards by their keys.",
    });
    context.expect(cost.units === 2, consumed(cost), {
      given: page,
      hint:
        cost.units < 2
          ? "Read all four shards from the table, through db, in each call."
          : hasScan(cost)
            ? "A scan reads every page's shards. You know the four keys, so get these items."
            : "A strongly consistent or transactional read costs more, and the total is out of date soon anyway. Read each shard once, eventually consistent.",
    });
  },
  "lets errors pass": async (counter, context) => {
    await expectFailuresPassedOn(context, async () => {
      const page = await newPage(context);
      const isDone = async () => sum(await shardsOf(context, page)) === 1;
      return { call: () => counter.raise(page), given: page, isDone };
    });
    const page = await newPage(context);
    await context.put(new Shards(context.db), ...shardItems(page, 2));
    await expectFailuresPassedOn(context, () => ({
      call: () => counter.total(page),
      given: page,
      right: 8,
    }));
  },
});

/** The four items of a page, with these views in each. */
const shardItems = (page: string, views: number) =>
  FOUR.map((n) => ({ page_id_shard: `${page}_${n}`, views }));

/** The id of a new page. The answer's writes to both tables are rolled back after the step. */
async function newPage(context: CheckContext): Promise<string> {
  await context.rollBack(new Shards(context.db));
  await context.rollBack(new Counters(context.db));
  return random.uuid();
}

/** The four shards, and others that a wrong answer may write. */
const NUMBERS = Array.from({ length: 12 }, (_, n) => n);

/** The views in each shard of a page, including shards beyond the fourth. */
async function shardsOf(context: CheckContext, page: string): Promise<number[]> {
  const shards = new Shards(context.db);
  const feedback = { given: page, hint: "A shard's views are a whole number." };
  const all = NUMBERS.map((n) =>
    shards.get({ page_id_shard: `${page}_${n}` }, { consistent: true }),
  );
  const found = await context.read(() => batchGet(all), feedback);
  return found.map((shard) => shard?.views ?? 0);
}
