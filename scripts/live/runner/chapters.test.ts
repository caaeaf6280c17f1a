/** The cells of all chapters, as a reader in Chromium runs them. */
import { availableParallelism } from "node:os";
import { runsChapters } from "./chapters";
import { inChromium } from "./hosts";

inChromium("chapters in the page", runsChapters, { concurrency: availableParallelism() });
