import { brief } from "../../../lib/print/brief";
import { between } from "../between";
import { exercise } from "../exercise";
import { justBefore } from "../played";
import { random } from "../random";
import type { Trial } from "../trial";
import { consumed, Counters, hasScan, LARGE, Shards } from "./tables";

type ShardedCounter = {
  raise(page_id: string): PromiseLike<unknown>;
  total(page_id: string): PromiseLike<number>;
};

const BEYOND =
  "Shards are 0, 1, 2 and 3. Math.round may give 4, and + 1 is one too far: take Math.floor(Math.random() * 4).";
const OVERWRITTEN =
  "Who reads a number, adds one and writes it back, overwrites what others have added meanwhile. Let DynamoDB add.";
const FOUR = [0, 1, 2, 3];

export const shardedCounter = exercise<ShardedCounter>({
  "raises by one": async (counter, trial) => {
    const page = await newPage(trial);
    await trial.answer(() => counter.raise(page), {
      given: page,
      hint: "Raise it by an update with add: that creates a shard that isn't there.",
    });
    const together = sum(await shardsOf(trial, page));
    trial.holds(together === 1, `left its shards at ${together} together instead of 1`, {
      given: page,
      hint:
        together === 0
          ? "The shards of a page are items of page_counter_shard, with the keys shard(page_id, 0) to shard(page_id, 3)."
          : "One of the shards is raised, the others stay.",
    });
  },
  "adds to what others have added meanwhile": async (counter, trial) => {
    const page = await newPage(trial);
    const others = justBefore(async () => {
      for (const n of FOUR)
        await new Shards(trial.db).put({ page_id_shard: `${page}_${n}`, views: 10 });
    });
    await trial.answer(() => between(trial.db, others, () => counter.raise(page)), {
      given: page,
      hint: "Raise it by an update with add.",
    });
    const shards = await shardsOf(trial, page);
    trial.holds(
      sum(shards) === 41,
      `left the shards at ${brief(shards.slice(0, 4))}, which others had just raised to 10 each`,
      {
        given: page,
        hint:
          sum(shards) < 40
            ? OVERWRITTEN
            : "One of the four shards gets one more, and the others stay.",
      },
    );
  },
  "spreads a hundred raises at once over four shards, and loses none": async (counter, trial) => {
    const page = await newPage(trial);
    await trial.answer(() => Promise.all(Array.from({ length: 100 }, () => counter.raise(page))), {
      given: page,
      hint: "Each of a hundred calls must succeed.",
    });
    const shards = await shardsOf(trial, page);
    const [four, beyond] = [shards.slice(0, 4), sum(shards.slice(4))];
    trial.holds(beyond === 0, `raised shards that aren't 0 to 3 ${beyond} times`, {
      given: page,
      hint: BEYOND,
    });
    trial.holds(sum(four) === 100, `left the shards at ${brief(four)}, together ${sum(four)}`, {
      given: page,
      hint: OVERWRITTEN,
    });
    trial.holds(Math.min(...four) > 0, `left the shards at ${brief(four)}`, {
      given: page,
      hint:
        Math.max(...four) === 100
          ? "All writes went to one item. Choose a shard by chance, anew in each call."
          : "Math.random() is never 1: Math.floor(Math.random() * 4) gives each of 0, 1, 2 and 3.",
    });
  },
  "adds up the shards, also where some are missing": async (counter, trial) => {
    const page = await newPage(trial);
    const [one, three] = [random.int(1, 400), random.int(1, 400)];
    await trial.put(new Shards(trial.db), { page_id_shard: `${page}_1`, views: one });
    await trial.put(new Shards(trial.db), { page_id_shard: `${page}_3`, views: three });
    await trial.gives(() => counter.total(page), one + three, {
      given: page,
      hint: (found) =>
        found instanceof Error || Number.isNaN(found)
          ? "A shard that was never raised isn't there: it counts as 0."
          : "All four shards belong to the sum, 0 to 3, and nothing else.",
    });
  },
  "gives 0 for a page that nobody has viewed": async (counter, trial) => {
    const page = await newPage(trial);
    await trial.gives(() => counter.total(page), 0, {
      given: page,
      hint: "Four missing shards are no error. A sum starts at 0.",
    });
  },
  "reads four small items, for half a unit each": async (counter, trial) => {
    const page = await newPage(trial);
    for (const n of FOUR)
      await trial.put(new Shards(trial.db), { page_id_shard: `${page}_${n}`, views: 1 });
    await trial.put(new Shards(trial.db), {
      page_id_shard: `${random.uuid()}_0`,
      views: 1,
      note: LARGE,
    });
    const cost = await trial.measured(() => counter.total(page), {
      given: page,
      hint: "Get the four shards by their keys.",
    });
    trial.holds(cost.units <= 2, consumed(cost), {
      given: page,
      hint: hasScan(cost)
        ? "A scan reads the shards of all pages. You know the four keys: get these."
        : "A consistent or transactional read costs more, and such a number is old when it arrives. Read eventually, each shard once.",
    });
  },
});

/** A page. Whatever an answer writes of it, or elsewhere in these tables, is taken back. */
async function newPage(trial: Trial): Promise<string> {
  await trial.restoresItems(new Shards(trial.db));
  await trial.restoresItems(new Counters(trial.db));
  return random.uuid();
}

/** The four, and more that a wrong answer may make. */
const NUMBERS = Array.from({ length: 12 }, (_, n) => n);

/** What the shards of a page hold, also those beyond the fourth. */
function shardsOf(trial: Trial, page: string): Promise<number[]> {
  const shards = new Shards(trial.db);
  const failure = { given: page, hint: "A shard's views are a whole number." };
  return Promise.all(
    NUMBERS.map(
      async (n) =>
        (
          await trial.answer(
            () => shards.get({ page_id_shard: `${page}_${n}` }, { consistent: true }),
            failure,
          )
        )?.views ?? 0,
    ),
  );
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
