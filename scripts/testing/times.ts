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
  const seconds = (time: number) => `${(time / 1000).toFixed(0)} s`;
  const listed = Object.entries(files)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST);
  if (listed.length === 0) return "No test has run yet: npm test";
  const lines = listed.map(([file, time]) => `${seconds(time).padStart(6)}  ${file}`);
  return [
    ...lines,
    ...(total === undefined
      ? []
      : [`${seconds(total).padStart(6)}  all tests, several files at once`]),
  ].join("\n");
}
