/** The cells of all chapters, as a reader in Firefox runs them. */
import { availableParallelism } from "node:os";
import { runsChapters } from "./chapters";
import { inFirefox } from "./hosts";

inFirefox("chapters in the page", runsChapters, { concurrency: availableParallelism() });
