import type { Workers } from "./build";
import { options as database } from "./database/bundle";
import { options as runner } from "./runner/bundle";
import { options as types } from "./types/bundle";

/** The workers of the site's pages, each as its room bundles it. */
export const WORKERS: Workers = { database, runner, types };
