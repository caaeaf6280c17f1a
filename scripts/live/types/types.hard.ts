/** All cells of all chapters: each check takes a tenth of a second or more. */
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { chapters } from "../../notebooks/notebook";
import { typeFindings } from "./chapters";
import { TypesSession } from "./session";

describe("types in the page, of all chapters", () => {
  let session: TypesSession;
  before(async () => (session = await TypesSession.start()));
  after(() => session.close());
  for (const file of chapters())
    test(path.basename(file), async () => assert.deepEqual(await typeFindings(session, file), []));
});
