/** The figures of the benchmark: medians, spreads, ratios, and who is measured when. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { interleaved, shuffled } from "./rounds";
import { byRound, quantile, ratios, spread } from "./statistics";

describe("quantiles", () => {
  test("of an odd number of values are one of them", () => {
    assert.equal(quantile([30, 10, 20], 0.5), 20);
    assert.equal(quantile([30, 10, 20], 0), 10);
    assert.equal(quantile([30, 10, 20], 1), 30);
  });

  test("between two values are in proportion", () => {
    assert.equal(quantile([4, 1, 3, 2], 0.5), 2.5);
    assert.equal(quantile([10, 20], 0.1), 11);
    assert.equal(quantile([0, 10, 20, 30, 40], 0.9), 36);
  });

  test("sort by number, and leave the values as they are", () => {
    const values = [100, 9, 20];
    assert.equal(quantile(values, 0.5), 20);
    assert.deepEqual(values, [100, 9, 20]);
  });

  test("of no values don't exist", () => assert.throws(() => quantile([], 0.5), RangeError));
});

test("a spread is the median, and what a tenth and nine tenths are below", () => {
  const values = Array.from({ length: 11 }, (_, n) => 10 - n);
  assert.deepEqual(spread(values), { median: 5, low: 1, high: 9 });
  assert.deepEqual(spread([7]), { median: 7, low: 7, high: 7 });
});

describe("ratios", () => {
  test("are made round by round, not of the medians", () => {
    // One busy round, in which both sides took ten times as long.
    const compared = ratios([20, 2, 1], [40, 4, 4]);
    assert.deepEqual(compared, [0.5, 0.5, 0.25]);
    assert.equal(spread(compared).median, 0.5);
  });

  test("need both sides of each round", () =>
    assert.throws(() => ratios([1, 2], [1]), /2 measurements can't be paired with 1/));

  test("other combinations work likewise", () =>
    assert.deepEqual(
      byRound([5, 7], [2, 3], (value, base) => value - base),
      [3, 4],
    ));
});

describe("rounds", () => {
  const sides = ["raw", "library", "other"];
  const operations = ["get", "put"];
  /** Notes what is measured; the value is how many measurements there were before. */
  const watched = async (random?: () => number) => {
    const seen: string[] = [];
    const measured = await interleaved(
      { sides, operations, rounds: 4, warmUp: 2 },
      (side, operation) => Promise.resolve(seen.push(`${operation} ${side}`) - 1),
      random,
    );
    return { seen, measured };
  };

  test("measure each side once in each, for each operation", async () => {
    const { seen } = await watched();
    assert.equal(seen.length, 2 * 6 * 3);
    for (let round = 0; round < 6; round++) {
      const gets = seen.slice(3 * round, 3 * round + 3);
      assert.deepEqual(gets.toSorted(), ["get library", "get other", "get raw"]);
      const puts = seen.slice(18 + 3 * round, 18 + 3 * round + 3);
      assert.deepEqual(puts.toSorted(), ["put library", "put other", "put raw"]);
    }
  });

  test("leave out the warm-up, and keep the values in the order of the rounds", async () => {
    const { measured } = await watched(() => 0);
    assert.deepEqual([...measured.keys()], operations);
    assert.deepEqual(measured.get("get")?.get("raw"), [6, 9, 12, 15]);
    assert.deepEqual(measured.get("get")?.get("other"), [8, 11, 14, 17]);
    assert.deepEqual(measured.get("put")?.get("library"), [25, 28, 31, 34]);
  });

  test("take the sides in the order that chance gives", async () => {
    const last = () => 0.999;
    const { seen } = await watched(last);
    assert.deepEqual(seen.slice(0, 3), ["get other", "get library", "get raw"]);
    const chances = [0.5, 0, 0];
    assert.deepEqual(
      shuffled(sides, () => chances.shift() as number),
      ["library", "raw", "other"],
    );
  });

  test("give every order about as often as the others", () => {
    // All 6 ways in which chance can decide between 3, 2 and 1 sides.
    const orders = [0, 1, 2].flatMap((first) =>
      [0, 1].map((second) => {
        const chances = [first / 3, second / 2, 0];
        return shuffled(sides, () => chances.shift() as number).join();
      }),
    );
    assert.equal(new Set(orders).size, 6);
  });
});
