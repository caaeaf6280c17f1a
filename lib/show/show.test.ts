import assert from "node:assert/strict";
import { test } from "node:test";
import { escapeHtml, toHtml } from "./html";
import { literal, toText } from "./text";

const answer = {
  $metadata: { httpStatusCode: 200, requestId: "r", attempts: 1, totalRetryDelay: 0 },
  TableDescription: { KeySchema: [{ AttributeName: "user_id", KeyType: "HASH" }], ItemCount: 0, CreationDateTime: new Date(0), Unset: undefined },
};

test("an answer is shown whole, its metadata only as far as it tells something", () => {
  const text = toText(answer);
  assert.match(text, /KeySchema: \[ \{ AttributeName: "user_id", KeyType: "HASH" \} \]/);
  assert.match(text, /\$metadata: \{ httpStatusCode: 200, requestId: "r" \}/);
  assert.match(text, /1970-01-01T00:00:00\.000Z/);
  for (const form of [text, toHtml(answer)]) assert.doesNotMatch(form, /\[object|\[Object|undefined|attempts|Unset/);
});

test("attribute values stand as DynamoDB writes them", () => {
  const item = { user_id: { S: "ada" }, balance: { N: "100" }, tags: { L: [{ S: "a" }, { M: { deep: { BOOL: true } } }] } };
  assert.match(toText(item), /balance: \{ N: "100" \}/);
  assert.match(toText(item), /tags: \{ L: \[ \{ S: "a" \}, \{ M: \{ deep: \{ BOOL: true \} \} \} \] \}/);
  assert.match(toHtml(item), />\{ N: &quot;100&quot; \}</);
});

test("items share a table with the columns of all", () => {
  const items = [{ a: 1, b: "x" }, { a: 22, c: true }];
  assert.equal(toText(items), 'a   b  c\n1   x\n22     true');
  assert.equal(toHtml(items).match(/<th /g)?.length, 3);
  assert.equal(toHtml(items).match(/<tr /g)?.length, 3);
});

test("whatever comes from data is escaped", () => {
  const evil = `<script>alert("1")</script>'&`;
  const html = toHtml([{ [evil]: evil, nested: { [evil]: [evil] } }], evil);
  assert.doesNotMatch(html, /<script|'&/);
  assert.equal(escapeHtml(evil), "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;");
});

test("every kind of value has a form", () => {
  const cyclic: Record<string, unknown> = { name: "x" };
  cyclic["self"] = cyclic;
  const cases: [unknown, RegExp][] = [
    [undefined, /^undefined$/],
    [null, /^null$/],
    [[], /^\[\]$/],
    [{}, /^\{\}$/],
    ["text", /^"text"$/],
    [12n, /^12n$/],
    [new Set([1, 2]), /^Set\(2\) \[ 1, 2 \]$/],
    [new Map([["a", 1]]), /^Map\(1\) \[ \[ "a", 1 \] \]$/],
    [new Uint8Array([1, 255]), /^2 bytes: 01 ff$/],
    [new Error("no"), /^Error: no$/],
    [new Date(NaN), /^Invalid Date$/],
    [cyclic, /contains itself/],
    [{ "a-b": 1 }, /"a-b": 1/],
    [Array.from({ length: 1000 }, (_, index) => ({ index })), /999/],
  ];
  for (const [value, expected] of cases) {
    assert.match(toText(value), expected);
    assert.ok(toHtml(value).length > 0);
  }
});

test("what doesn't fit on a line is broken at its parts", () => {
  assert.equal(literal({ a: "x".repeat(60), b: "y".repeat(60) }).split("\n").length, 4);
});
