import type { QuickInfo } from "typescript";

/** What is known of a name, as text: tslab's form. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- it has no types
export const { printQuickInfo: quickInfo } = require("tslab/dist/inspect") as {
  printQuickInfo: (info: QuickInfo) => string;
};
