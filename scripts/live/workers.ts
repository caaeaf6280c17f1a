import type { Workers } from "./build";

/** The workers of the site's pages, each with how its room bundles it. */
export const WORKERS: Workers = {};
