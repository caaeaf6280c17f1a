// The whole workbook attached to the page's database, in the real kernel.
import assert from "node:assert/strict";
import path from "node:path";
import { describe, test } from "node:test";
import { execute } from "../../notebooks/execute";
import { judge } from "../../notebooks/judge";
import { chapters, codeCells, readNotebook } from "../../notebooks/notebook";
import { serve } from "./at-an-address";
import { databaseInNode } from "./in-node";

/** The first cell that it doesn't run, by chapter, with the error: the chapter ends there. */
const FAILS: Record<string, Record<string, RegExp>> = {
  "09-living-table": { "stream-enable": /StreamSpecification|[Ss]tream/ },
};

describe("the database in the page runs the chapters", () => {
  for (const file of chapters())
    test(path.basename(file), async (t) => {
      // A page has a database of its own.
      const { server, url } = await serve(await databaseInNode());
      try {
        const variables = { AWS_ENDPOINT_URL_DYNAMODB: url };
        const all = await execute(file, { once: true, variables });
        const notebook = readNotebook(file);
        const bad = all.filter(({ status }) => status !== "ok");
        const differing = judge(notebook, all).map((fault) => `\n  ${fault}`);
        t.diagnostic(
          `${all.length - bad.length} of ${codeCells(notebook).length} cells${differing.join("")}`,
        );
        const expected = FAILS[path.basename(file, ".ipynb")] ?? {};
        assert.deepEqual(
          bad.map(({ id }) => id),
          Object.keys(expected),
          JSON.stringify(bad[0]?.outputs),
        );
        for (const { id, outputs } of bad)
          assert.match(JSON.stringify(outputs), expected[id] as RegExp);
      } finally {
        server.close();
        server.closeAllConnections();
      }
    });
});
