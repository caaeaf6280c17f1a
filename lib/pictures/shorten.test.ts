import assert from "node:assert/strict";
import { test } from "node:test";
import { shortForms } from "./shorten";

const page = (n: number) => `00000000-aaaa-4000-8000-${String(n).padStart(12, "0")}`;
const shortened = (texts: string[]) => texts.map(shortForms(texts));

test("short texts stay unchanged", () => {
  assert.deepEqual(shortened(["101_1428791681", "", "a", "x".repeat(20)]), [
    "101_1428791681",
    "",
    "a",
    "x".repeat(20),
  ]);
});

test("UUIDs are cut to the last four digits, or as many as distinguish them", () => {
  assert.deepEqual(shortened([page(0), page(12)]), ["…0000", "…0012"]);
  assert.deepEqual(shortened([page(1), page(10_001)]), ["…000001", "…010001"]);
  assert.deepEqual(shortened([page(7)]), ["…0007"]);
});

test("of UUIDs that end alike the beginning", () => {
  assert.deepEqual(
    shortened(["1111aaaa-0000-4000-8000-000000000000", "2222aaaa-0000-4000-8000-000000000000"]),
    ["1111…", "2222…"],
  );
});

test("texts that differ only in the middle stay whole, the others don't", () => {
  assert.deepEqual(
    shortened(["0", "1"].map((digit) => `00000000-0000-4000-8${digit}00-000000000000`)),
    ["…-8000-000000000000", "…-8100-000000000000"],
  );
  const long = ["1", "2"].map((digit) => "x".repeat(40) + digit + "y".repeat(40));
  assert.deepEqual(shortened([...long, "z".repeat(81)]), [
    ...long,
    `${"z".repeat(12)}…${"z".repeat(12)}`,
  ]);
});

test("UUIDs in a composite text are shortened separately for each place", () => {
  assert.deepEqual(shortened([`${page(0)}_${page(1)}`, `${page(1)}_${page(0)}`]), [
    "…0000_…0001",
    "…0001_…0000",
  ]);
  assert.deepEqual(shortened([`${page(3)}_7`]), ["…0003_7"]);
});

test("long texts keep the end by which they differ", () => {
  const long = "the same beginning ".repeat(5);
  assert.deepEqual(shortened([`${long}one`, `${long}two`]), ["… beginning one", "… beginning two"]);
  assert.deepEqual(shortened(["Alice in Wonderland, chapter 1", "Bob the Builder, season one"]), [
    "Alice in Wonde…",
    "Bob the Builde…",
  ]);
});

test("no letter is cut in two", () => {
  const [short] = shortened(["🎲".repeat(30)]) as [string];
  assert.equal(short, `${"🎲".repeat(14)}…`);
});

test("a text that wasn't among them is shortened, too", () => {
  assert.equal(shortForms([])(page(4)), page(4).replace(/.*(....)$/, "…$1"));
});

test("a shortened text ends and begins with whole characters", () => {
  for (const char of ["😀", "👨‍👩‍👧‍👦", "🇵🇹", "e\u0301"]) {
    const texts = ["a", "b"].map((end) => char.repeat(30) + end + char.repeat(30));
    const shorten = shortForms(texts);
    for (const text of texts)
      assert.equal(shorten(text).replaceAll(char, "").replace(/[ab…]/g, ""), "");
  }
});
