import type { QuickInfo } from "typescript";

/** What is known of a name, as text: tslab's form. */
export const { printQuickInfo: quickInfo } = require("tslab/dist/inspect") as { printQuickInfo: (info: QuickInfo) => string };
