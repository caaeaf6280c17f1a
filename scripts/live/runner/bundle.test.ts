/** The bundle of the worker that runs cells: its size, and how it prints values. */
import assert from "node:assert/strict";
import { test } from "node:test";
import util from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { options } from "./bundle";
import { isDeepStrictEqual } from "./page/deep-strict-equal";
import { inspect } from "./page/util";

/** Bytes of the worker, compressed. */
const BUDGET = 350 * 1024;

test("it is within its budget, and needs nothing of Node", async (t) => {
  const { outputFiles, warnings, metafile } = await build({
    ...options(),
    ...{ write: false, metafile: true, logLevel: "silent" },
  });
  const [output] = outputFiles;
  const size = gzipSync(output?.contents ?? "", { level: 9 }).length;
  t.diagnostic(`${Math.round(size / 1024)} KB compressed`);
  assert.ok(size <= BUDGET, `${size} bytes`);
  assert.deepEqual(warnings, []);
  const imports = Object.values(metafile.outputs).flatMap((one) => one.imports);
  assert.deepEqual(imports, []);
  const inside = Object.keys(metafile.inputs);
  assert.deepEqual(
    inside.filter((file) =>
      /lib\/embedded\/(?!region)|client\/locate|framework\/watchdog/.test(file),
    ),
    [],
  );
});

class Own {
  readonly a = 1;
  static b = 2;
}

const VALUES: readonly unknown[] = [
  ...[null, undefined, -0, 1n, "it's", "a\nb", true, Symbol("s"), Number.NaN],
  ...[
    [],
    {},
    [1, , 3],
    { "a-b": { c: { d: { e: {} } } } },
    Array.from({ length: 200 }, (_, n) => n),
  ],
  ...[new Map([[{ k: 1 }, [2]]]), new Set(["a", new Set([1])]), new Own(), Own, () => 1],
  ...[new Date(0), /x/g, new Uint8Array([1, 2]), new WeakMap(), Object.create(null) as unknown],
  ...[
    "x".repeat(200),
    Array.from({ length: 30 }, (_, n) => `item ${n}`),
    {
      get a() {
        return 1;
      },
    },
  ],
  { $metadata: { requestId: "r", attempts: 1 }, Items: [{ id: { S: "a" }, n: { N: "1" } }] },
];

test("values are printed as Node prints them", () => {
  for (const depth of [2, 6])
    for (const value of VALUES)
      assert.equal(inspect(value, { depth }), util.inspect(value, { depth }));
});

test("what is inside a promise can't be seen in a page", () => {
  assert.equal(inspect(Promise.resolve(5)).split("\n")[1]?.trim().replace(",", ""), "<pending>");
});

test("isDeepStrictEqual() says what Node says", () => {
  const all = [
    ...VALUES,
    [1, 2],
    [1, 3],
    { a: 1 },
    { a: undefined },
    new Set([1, 2]),
    new Set([2, 1]),
  ];
  for (const a of all)
    for (const b of [...all, structuredCopy(a)])
      assert.equal(isDeepStrictEqual(a, b), util.isDeepStrictEqual(a, b), util.inspect([a, b]));
});

/** An equal value, where one can be made. */
const structuredCopy = (value: unknown): unknown => {
  try {
    return structuredClone(value);
  } catch {
    return value;
  }
};
