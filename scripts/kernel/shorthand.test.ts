import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Session } from "./session";

describe("names of earlier cells as shorthand properties", () => {
  let session: Session;
  before(async () => (session = await Session.start()));
  after(() => session.close());

  const printed = async (code: string) => {
    const { status, stdout, stderr } = await session.run(code);
    assert.deepEqual([status, stderr], ["ok", ""]);
    return stdout;
  };

  test("they are found, with and without await, in functions, and after a change", async () => {
    await printed(`let name = "first";`);
    await printed(`const later = async () => ({ name });`);
    assert.equal(await printed(`console.log({ name })`), "{ name: 'first' }\n");
    assert.equal(await printed(`console.log(await Promise.resolve({ name }))`), "{ name: 'first' }\n");
    await printed(`name = "second"`);
    assert.equal(await printed(`console.log({ name }, await later())`), "{ name: 'second' } { name: 'second' }\n");
    assert.equal(await printed(`const own = (name: string) => ({ name }); console.log(own("own"))`), "{ name: 'own' }\n");
  });

  test("a name that nobody declared stays unknown, and Node's own names stay as they are", async () => {
    assert.equal(await printed(`console.log(typeof (globalThis as any).nobody, typeof URL, "toString" in globalThis)`), "undefined function true\n");
    assert.match((await session.run(`nobodyDeclaredThis`)).stderr, /Cannot find name/);
  });
});
