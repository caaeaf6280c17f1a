import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { codeCells, joined, readNotebook, ROOT } from "../notebooks/notebook";
import type { Result } from "./comparison";
import { readReference } from "./reference";

const CHAPTER = path.join(ROOT, "notebooks", "10-costs.ipynb");

/** The lists of numbers in a cell, by name: `"Query of an index": [0.5, 1_000]`. */
function figuresIn(id: string): Record<string, number[]> {
  const cell = codeCells(readNotebook(CHAPTER)).find((one) => one.id === id);
  assert.ok(cell !== undefined, `Chapter 10 has no cell ${id}.`);
  const lists = joined(cell.source).matchAll(/^ {2}"?([\w ]+)"?: \[([\d., _]+)\],$/gm);
  return Object.fromEntries(
    [...lists].map(([, name = "", list = ""]) => [
      name,
      list.split(",").map((one) => Number(one.replaceAll("_", ""))),
    ]),
  );
}

/** What was measured at each size: the base, and the medians of the ratios to it. */
function measured({ operations, baseValues, rows }: Result): Record<string, number[]> {
  return Object.fromEntries(
    operations.map((name, n) => {
      const base = baseValues[n]?.median ?? NaN;
      const ratios = [1, ...rows.map(({ figures }) => figures[n]?.median ?? NaN)];
      return [name, ratios.map((ratio) => rounded(ratio * base))];
    }),
  );
}

const rounded = (value: number) => Number(value >= 100 ? value.toFixed(0) : value.toPrecision(3));

test("chapter 10 draws the figures of the reference run", () => {
  const [time, units] = readReference()["growth"]?.results ?? [];
  assert.ok(time !== undefined && units !== undefined);
  assert.deepEqual(figuresIn("growth"), measured(units));
  assert.deepEqual(figuresIn("growth-time"), measured(time));
});
