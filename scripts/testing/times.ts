import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../notebooks/notebook";

const FILE = path.join(ROOT, "build", "test-times.json");
const MOST = 15;

/** How long files took when they last ran, in milliseconds; `total`: the last whole run. */
type Times = { total?: number; files: Record<string, number> };

const read = (): Times =>
  existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as Times) : { files: {} };

/** Remembers how long files took. `total` is given where every file ran. */
export function rememberTimes(took: ReadonlyMap<string, number>, total: number | undefined): void {
  const before = read();
  const files = total === undefined ? before.files : {};
  const all = total ?? before.total;
  writeFileSync(
    FILE,
    JSON.stringify({
      ...(all !== undefined && { total: all }),
      files: { ...files, ...Object.fromEntries(took) },
    }),
  );
}

/** The slowest files when they last ran, a line for each. */
export function slowest(): string {
  const { total, files } = read();
  const most = Object.entries(files)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST);
  if (most.length === 0) return "No test has run yet: npm test";
  return listed(
    total === undefined ? most : [...most, ["all tests, several files at once", total]],
  );
}

/** A line for each file, with the seconds it took. */
export const listed = (took: [file: string, milliseconds: number][]): string =>
  took.map(([file, time]) => `${(time / 1000).toFixed(0).padStart(4)} s  ${file}`).join("\n");
