import { SourceMap, type SourceMapPayload } from "node:module";
import type { LineOf } from "../cell/traces";

/** Returns a function that finds the source's line of a place in the JavaScript, by its map. */
export function linesOf(map: string): LineOf {
  const entries = new SourceMap(JSON.parse(map) as SourceMapPayload);
  return ({ line, column }) => {
    const { originalLine = 0 } = entries.findEntry(line, column) as { originalLine?: number };
    return originalLine + 1;
  };
}
