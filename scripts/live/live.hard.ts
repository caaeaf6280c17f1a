/** What a reader does in Firefox besides the first steps, and *Run all* of all chapters in both. */
import path from "node:path";
import { describe } from "node:test";
import { chromiumPath, launchChromium, NO_CHROMIUM } from "../browser/chromium";
import { firefoxPath, launchFirefox, NO_FIREFOX } from "../browser/firefox";
import { chapters } from "../notebooks/notebook";
import { runsChapters } from "./behaviour/chapters";
import { keepsAnswers } from "./behaviour/keeping";
import { runsCells } from "./behaviour/running";
import { loadsTypes } from "./behaviour/types";
import { Visits } from "./visits";

const [chromium, firefox] = [chromiumPath(), firefoxPath()];
const names = chapters()
  .slice(1)
  .map((file) => path.basename(file, ".ipynb"));

describe("a reader in Chromium", { skip: chromium === undefined && NO_CHROMIUM }, () =>
  runsChapters(new Visits(() => launchChromium(chromium ?? "")), names, true),
);

describe("a reader in Firefox", { skip: firefox === undefined && NO_FIREFOX }, () => {
  const visits = new Visits(() => launchFirefox(firefox ?? ""));
  runsCells(visits);
  keepsAnswers(visits);
  loadsTypes(visits);
  runsChapters(visits, names, true);
});
