/** What `export.test.ts` shows of a sample: each chapter, exported as HTML. */
import { after, before, describe, test } from "node:test";
import path from "node:path";
import type { Page } from "playwright-core";
import { chapters } from "../notebooks/notebook";
import { chromiumPath, NO_CHROMIUM } from "./chromium";
import { Copies } from "./copies";
import { exportIsWhole, WHOLE } from "./exported";
import { Lab } from "./lab";

const executable = chromiumPath();

describe("each chapter exported as HTML", { skip: executable === undefined && NO_CHROMIUM }, () => {
  let lab: Lab;
  let copies: Copies;
  let page: Page;
  before(async () => {
    copies = new Copies();
    lab = await Lab.start(executable ?? "");
    page = await lab.newPage({ viewport: { width: 1400, height: 1000 } });
  });
  after(async () => {
    await lab.close();
    copies.remove();
  });

  for (const chapter of chapters()) {
    const name = path.basename(chapter);
    test(`${name}: ${WHOLE}`, () => exportIsWhole({ lab, copies, page }, chapter));
  }
});
