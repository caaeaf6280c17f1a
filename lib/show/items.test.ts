import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { field } from "../fields/field";
import { int } from "../fields/numbers";
import { string } from "../fields/texts";
import { originOf } from "../items/origin";
import type { StoredItem } from "../items/types";
import { batchGet } from "../requests/batches";
import { stub } from "../../scripts/testing/fixtures";
import { Table } from "../table/table";
import { render } from "./render";

/** A map of strings. */
const texts = field<Record<string, string>, "M">({
  name: "texts",
  type: "M",
  takes: "texts by name",
  encode: (map) => Object.fromEntries(Object.entries(map).map(([name, S]) => [name, { S }])),
  decode: (map) => Object.fromEntries(Object.entries(map).map(([name, { S = "" }]) => [name, S])),
});

class Orders extends Table({
  name: "orders",
  fields: {
    note: string().optional(),
    at: int(),
    user: string(),
    state: int().optional(),
    more: texts.optional(),
  },
  partitionKey: "user",
  sortKey: "at",
  indexes: { by_state: { partitionKey: "state", sortKey: "at", projection: "KEYS_ONLY" } },
}) {}

type Answer = {
  Items?: StoredItem[];
  Item?: StoredItem;
  Attributes?: StoredItem;
  LastEvaluatedKey?: StoredItem;
};

/** A table with given responses, because these tests are about what they look like. */
const answering = (answer: Answer) => new Orders(stub(() => Promise.resolve(answer)));

const stored = (user: string, at: number, more: StoredItem = {}): StoredItem => ({
  at: { N: String(at) },
  user: { S: user },
  ...more,
});
const many = (count: number) => Array.from({ length: count }, (_, at) => stored("ada", at));

const heads = (html: string) =>
  [...html.matchAll(/<th scope="(?:col|row)"[^>]*>(.*?)<\/th>/g)].map(([, head = ""]) =>
    head.replace(/<br>/g, " ").replace(/<[^>]*>/g, ""),
  );
const titles = (html: string) =>
  [...html.matchAll(/<th [^>]*title="([^"]*)"/g)].map(([, title]) => title);
const rows = (html: string) => html.match(/<tr>/g)?.length;

describe("items of a Table", () => {
  test("have their keys first, and marked", async () => {
    const { items } = await answering({
      Items: [stored("ada", 1, { note: { S: "x" } }), stored("bob", 2)],
    }).scan();
    const { text, html } = render(items);
    assert.equal(text, "user (PK)  at (SK)  note\nada        1        x\nbob        2");
    assert.deepEqual(heads(html), ["user partition key", "at sort key", "note"]);
    assert.deepEqual(titles(html), [
      "partition key of the table orders; type S, string",
      "sort key of the table orders; type N, number",
      "type S, string",
    ]);
  });

  test("read through an index have the keys of the index marked", async () => {
    const orders = answering({ Items: [stored("ada", 1, { state: { N: "7" } })] });
    const { text, html } = render(await orders.index("by_state").query({ state: 7 }).all());
    assert.equal(
      text,
      "state (PK of by_state)  at (SK of by_state)  user\n7                       1                    ada",
    );
    assert.deepEqual(heads(html), [
      "state partition key of by_state",
      "at sort key of by_state",
      "user",
    ]);
    assert.deepEqual(titles(html), [
      "partition key of the index by_state; type N, number",
      "sort key of the index by_state; sort key of the table orders; type N, number",
      "partition key of the table orders; type S, string",
    ]);
  });

  test("remember their origin however they were read, and have nothing but their attributes", async () => {
    const item = stored("ada", 1);
    const orders = answering({ Item: item, Items: [item], Attributes: item });
    const { items } = await orders.query({ user: "ada" });
    const ways = [
      await orders.get({ user: "ada", at: 1 }),
      await orders.put({ user: "ada", at: 1 }),
      await orders.update({ user: "ada", at: 1 }, { set: { note: "x" } }),
      items[0],
      items,
      items.filter(() => true),
      [...items, ...items],
      await orders.scan().all(),
    ];
    for (const way of ways) {
      assert.equal(originOf(way)?.definition.name, "orders");
      assert.deepEqual([way].flat()[0], { at: 1, user: "ada" });
      assert.deepEqual(Reflect.ownKeys([way].flat()[0] ?? {}), ["at", "user"]);
    }
    const batch = new Orders(stub(() => Promise.resolve({ Responses: { orders: [item] } })));
    assert.notEqual(originOf(await batchGet(batch.get({ user: "ada", at: 1 }))), undefined);
  });

  test("of several origins, or made by the program, have no marks", async () => {
    const answer = { Items: [stored("ada", 1, { state: { N: "7" } })] };
    const orders = answering(answer);
    const { items } = await orders.scan();
    const others = (await orders.index("by_state").scan()).items;
    for (const value of [
      [...items, ...others],
      [...items, { user: "mine" }],
      items.map((item) => ({ ...item })),
      items.map(({ user }) => ({ user })),
    ]) {
      assert.doesNotMatch(render(value).text, /PK/);
      assert.doesNotMatch(render(value).html, /partition key/);
    }
    assert.match(
      render([
        ...items,
        ...(await new Orders(orders.db).scan()).items,
        ...(await answering(answer).scan()).items,
      ]).text,
      /PK/,
    );
  });

  test("have their types under the names on request", async () => {
    const { items } = await answering({ Items: [stored("ada", 1, { more: { M: {} } })] }).scan();
    const { text, html } = render(items, { types: true, title: "With types" });
    assert.equal(
      text,
      "With types\nuser (PK)  at (SK)  more\nS          N        M\nada        1        {}",
    );
    assert.deepEqual(heads(html), ["user S partition key", "at N sort key", "more M"]);
    assert.match(html, /<b>With types<\/b>/);
  });

  test("whose types aren't known say so; raw ones show them anyway", () => {
    const plain = [{ a: 1 }];
    for (const form of Object.values(render(plain, { types: true })))
      assert.match(form, /Types are known only for items/);
    const raw = [{ balance: { N: "100" } }];
    assert.deepEqual(render(raw, { types: true }), render(raw));
    assert.equal(render(raw).text, 'balance\n{ N: "100" }');
  });
});

describe("how many items there are", () => {
  test("none: the table's attributes, and a note", async () => {
    const orders = answering({ Items: [] });
    const { items } = await orders.scan();
    assert.equal(render(items).text, "user (PK)  at (SK)  note  state  more\nno items");
    assert.deepEqual(heads(render(items).html), [
      "user partition key",
      "at sort key",
      "note",
      "state",
      "more",
    ]);
    assert.match(render(items).html, /no items/);
    assert.match(
      render(await orders.index("by_state").scan().all()).text,
      /^state \(PK of by_state\)  at \(SK of by_state\)  user\nno items$/,
    );
    assert.equal(render([]).text, "[]");
  });

  test("one, and twenty: all of them", async () => {
    for (const count of [1, 20]) {
      const { items } = await answering({ Items: many(count) }).scan();
      const { text, html } = render(items);
      assert.equal(text.split("\n").length, count + 1);
      assert.equal(rows(html), count + 1);
      assert.doesNotMatch(text + html, /more/);
    }
  });

  test("a thousand: twenty of them, and how to see the others", async () => {
    const { items } = await answering({ Items: many(1_000) }).scan();
    for (const value of [items, items.map((item) => ({ ...item })), many(1_000)]) {
      const { text, html } = render(value);
      assert.equal(text.split("\n").length, 22);
      assert.equal(rows(html), 21);
      for (const form of [text, html])
        assert.match(form, /… and 980 more: show\(items, \{ limit: 1000 \}\) shows them/);
      assert.ok(html.length < 10_000, String(html.length));
    }
    const all = render(items, { limit: 1_000 });
    assert.equal(rows(all.html), 1_001);
    assert.doesNotMatch(all.text, /more/);
    assert.match(render(items, { limit: 3 }).text, /… and 997 more/);
    assert.match(render(items.map((item) => ({ nested: { item } }))).text, /… and 980 more/);
  });
});

describe("100,000 entries: what isn't shown isn't read", () => {
  const SIZE = 100_000;
  /** A list that counts which of its entries are read. */
  function watched<T>(entryOf: (index: number) => T): { list: T[]; read: Set<string> } {
    const read = new Set<string>();
    const list = new Proxy([] as T[], {
      get: (target, name, receiver) => {
        if (name === "length") return SIZE;
        if (typeof name === "symbol" || !/^\d+$/.test(name))
          return Reflect.get(target, name, receiver) as unknown;
        read.add(name);
        return entryOf(Number(name));
      },
      has: (target, name) => /^\d+$/.test(String(name)) || Reflect.has(target, name),
    });
    return { list, read };
  }
  const cases: [name: string, entryOf: (index: number) => unknown, most: number][] = [
    ["stored items", (at) => stored("ada", at), 20],
    ["other objects", (at) => ({ at, nested: { at } }), 20],
    ["numbers", (at) => at, 1_000],
    ["lists", (at) => [at, { at }], 1_000],
    ["numbers and objects", (at) => (at % 2 === 0 ? at : { at }), 1_000],
  ];

  for (const [name, entryOf, most] of cases)
    test(name, () => {
      for (const types of [false, true]) {
        const { list, read } = watched(entryOf);
        const { text, html } = render(list, { types });
        for (const form of [text, html]) assert.match(form, /… and 99,\d{3} more/);
        assert.equal(read.size, most);
      }
    });

  test("items of a table, alone and as a page", async () => {
    const page = await answering({ Items: many(30) }).scan();
    for (const wrap of [(items: object[]) => items, (items: object[]) => ({ ...page, items })]) {
      const { list, read } = watched((at) => page.items[at % 30] as object);
      const { text, html } = render(wrap(list), { types: true });
      assert.match(text, /user \(PK\)/);
      for (const form of [text, html]) assert.match(form, /… and 99,980 more: show\(items/);
      assert.equal(read.size, 20);
    }
  });

  test("in an object, and in a cell of a table", () => {
    for (const wrap of [(list: unknown[]) => ({ list }), (list: unknown[]) => [{ list }]]) {
      const { list, read } = watched((at) => at);
      const { text, html } = render(wrap(list));
      for (const form of [text, html]) assert.match(form, /… and 99,000 more/);
      assert.equal(read.size, 1_000);
    }
  });

  test("as many as the reader asks for", () => {
    const { list, read } = watched((at) => ({ at }));
    assert.equal(render(list, { limit: SIZE + 1 }).text.split("\n").length, SIZE + 1);
    assert.equal(read.size, SIZE);
  });
});

describe("one item", () => {
  const item = stored("ada", 1, {
    note: { S: "x" },
    state: { N: "7" },
    more: { M: { a: { S: "b" } } },
  });

  test("with few attributes is a row, with more a line for each; keys are marked", async () => {
    const few = await answering({ Item: stored("ada", 1) }).get({ user: "ada", at: 1 });
    assert.equal(render(few).text, '{ at: 1, user: "ada" }\nuser (partition key), at (sort key)');
    assert.match(render(few).html, /scope="col"/);
    const whole = await answering({ Item: item }).get({ user: "ada", at: 1 });
    assert.match(render(whole).html, /scope="row"/);
    assert.deepEqual(heads(render(whole).html), [
      "user partition key",
      "at sort key",
      "note",
      "state",
      "more",
    ]);
    assert.deepEqual(heads(render(whole, { types: true }).html), [
      "user S partition key",
      "at N sort key",
      "note S",
      "state N",
      "more M",
    ]);
    assert.match(
      render(whole, { types: true }).text,
      /\}\nuser S \(partition key\), at N \(sort key\), note S, state N, more M$/,
    );
  });

  test("is marked inside an object of the program, too", async () => {
    const before = await answering({ Item: item }).get({ user: "ada", at: 1 });
    assert.match(render({ before, units: 1 }).html, /partition key/);
  });
});

describe("a page", () => {
  test("shows its items, and whether there is more", async () => {
    const next = stored("ada", 1);
    const page = await answering({ Items: [next], LastEvaluatedKey: next }).scan();
    const { text, html } = render(page, { types: true });
    assert.match(
      text,
      /^user \(PK\)  at \(SK\)\nS          N\nada        1\nlast: \{ at: \{ N: "1" \}, user: \{ S: "ada" \} \}, there may be more to read, with \{ after: last \}$/,
    );
    assert.match(html, /<table.*last: \{ at: .* there may be more to read/);
    assert.match(
      render(await answering({ Items: [] }).scan()).text,
      /no items\nlast: undefined, there is no more to read$/,
    );
  });

  test("isn't just any object with such properties", () => {
    assert.equal(render({ items: [1], last: undefined }).text, "{ items: [ 1 ] }");
  });
});

describe("values in a table of items", () => {
  const one = async (item: StoredItem) =>
    render((await answering({ Items: [stored("ada", 1, item)] }).scan()).items);

  test("long texts are cut, with their length; the tooltip has the whole", async () => {
    const long = "A long text. ".repeat(50);
    const { text, html } = await one({ note: { S: long } });
    assert.ok(text.includes(`${long.slice(0, 80)}… (650 characters)`));
    assert.ok(html.includes(`>${long.slice(0, 80)}… <small>(650 characters)</small>`));
    assert.ok(html.includes(`title="${long}"`));
  });

  test("texts that would fill the page are cut in the tooltip, too", async () => {
    const { html } = await one({ note: { S: "x".repeat(9_000) } });
    assert.ok(html.includes(`title="${"x".repeat(1_000)}… (9,000 characters)"`));
    assert.ok(html.length < 4_000, String(html.length));
  });

  test("what is a little longer stays whole, and no character is cut in two", async () => {
    const key = "00000000-aaaa-4000-8000-000000000000_00000000-bbbb-4000-8000-000000000000";
    assert.ok(
      (await one({ note: { S: key.padEnd(100, "x") } })).text.includes(key.padEnd(100, "x")),
    );
    const { text } = await one({ note: { S: `${"x".repeat(79)}${"😀".repeat(50)}` } });
    assert.match(text, /x… \(129 characters\)/);
  });

  test("short nested values fit on a line, others take several; as text they are cut", async () => {
    const short = await one({ more: { M: { a: { S: "b" } } } });
    assert.match(short.text, /\{ a: "b" \}/);
    assert.match(short.html, /<samp>\{ a: &quot;b&quot; \}<\/samp>/);
    const long = await one({
      more: {
        M: Object.fromEntries(
          Array.from({ length: 20 }, (_, n) => [`name${n}`, { S: `value ${n}` }]),
        ),
      },
    });
    assert.match(long.text, /\{ name0: "value 0", name1: .*… \(\d+ characters\)$/m);
    assert.match(
      long.html,
      /<samp style="white-space:pre-wrap">\{\n {2}name0: &quot;value 0&quot;,\n/,
    );
    const huge = await one({
      more: {
        M: Object.fromEntries(
          Array.from({ length: 2_000 }, (_, n) => [`name${n}`, { S: "x".repeat(200) }]),
        ),
      },
    });
    assert.ok(huge.html.length < 5_000, String(huge.html.length));
    for (const form of [short, long, huge].flatMap(Object.values))
      assert.doesNotMatch(form as string, /\[object|\[Object/);
  });

  test("raw maps and lists are readable, and cut in the same way", () => {
    const raw = {
      id: { S: "x".repeat(300) },
      list: { L: [{ S: "a" }, { M: { deep: { BOOL: true } } }] },
      set: { SS: ["a", "b"] },
    };
    const { text, html } = render([raw, raw]);
    assert.match(
      text,
      /\{ S: "x{80}…" \(300 characters\) \}  \{ L: \[ \{ S: "a" \}, \{ M: \{ deep: \{ BOOL: true \} \} \} \] \}  \{ SS: \[ "a", "b" \] \}/,
    );
    assert.match(html, /x{80}…&quot; \(300 characters\)/);
    assert.match(html, /title="\{\n {2}S: &quot;x{300}/);
  });

  test("breaks and spaces in a text change neither the table nor the text", async () => {
    const { text, html } = await one({ note: { S: "two\nlines  and\u001b[31m" } });
    assert.equal(text.split("\n").length, 2);
    assert.ok(text.includes('"two\\nlines  and\\u001b[31m"'));
    assert.match(html, /<span style="white-space:pre-wrap">two\nlines {2}and/);
  });

  test("columns of raw items are sorted by name", () => {
    assert.match(render([{ b: { S: "1" } }, { a: { S: "2" }, c: { S: "3" } }]).text, /^a +b +c\n/);
  });
});
