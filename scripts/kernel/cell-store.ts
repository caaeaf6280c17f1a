/**
 * Compiled cells, kept on disk. A chapter's cells are the same in every kernel, so TypeScript needs
 * to look at them once only. What else their meaning depends on (the library's declarations, the
 * installed packages, the compiler's options) names the folder.
 */
import { createHash } from "node:crypto";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { ROOT } from "../notebooks/notebook";

const FOLDER = path.join(ROOT, "build", "compiled-cells");

/** What decides the meaning of a cell besides the cells before it. */
const SURROUNDINGS: readonly [place: string, endings: RegExp][] = [
  ["build/lib", /\.d\.ts$/],
  ["build/notebooks/exercises", /\.d\.ts$/],
  ["build/scripts/kernel", /compile[\w-]*\.js$|cell-store\.js$/],
  ["build/scripts/cell", /(compiler|free-names|global-cells)\.js$/],
  ["lib/package.json", /$/],
  ["notebooks/exercises/package.json", /$/],
  ["notebooks/tsconfig.json", /$/],
  ["tsconfig.json", /$/],
  // npm writes it whenever it installs something.
  ["node_modules/.package-lock.json", /$/],
];

export class CellStore {
  readonly #known = new Map<string, unknown>();
  readonly #folder: string;
  #isWritable = true;

  /** @param home Where the folder for these surroundings is */
  constructor(home = FOLDER) {
    this.#folder = path.join(home, hash(surroundings()));
  }

  get<T>(key: string): T | undefined {
    if (!this.#known.has(key)) this.#known.set(key, readEntry(this.#file(key)));
    return this.#known.get(key) as T | undefined;
  }

  set(key: string, value: unknown): void {
    this.#known.set(key, value);
    if (!this.#isWritable) return;
    try {
      this.#write(this.#file(key), JSON.stringify(value));
    } catch {
      // A full or read-only disk: cells run all the same, and are compiled again by the next kernel.
      this.#isWritable = false;
    }
  }

  #file(key: string): string {
    return path.join(this.#folder, `${hash(key)}.json`);
  }

  /** Writes a file so that another kernel reads all of it or nothing. */
  #write(file: string, text: string): void {
    if (mkdirSync(this.#folder, { recursive: true }) !== undefined) this.#tidy();
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, text);
    renameSync(draft, file);
  }

  /** Removes what was compiled in other surroundings. */
  #tidy(): void {
    const home = path.dirname(this.#folder);
    for (const name of readdirSync(home))
      if (name !== path.basename(this.#folder))
        rmSync(path.join(home, name), { recursive: true, force: true });
  }
}

/** Half a file (a full disk, a kill) counts as none. */
function readEntry(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

export const hash = (text: string) => createHash("sha256").update(text).digest("base64url");

const surroundings = () =>
  SURROUNDINGS.flatMap(([place, endings]) => filesAt(path.join(ROOT, place), endings)).join("\n");

function filesAt(place: string, endings: RegExp): string[] {
  const found = statSync(place, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (found.isDirectory())
    return readdirSync(place).flatMap((name) => filesAt(path.join(place, name), endings));
  return endings.test(place) ? [`${place} ${found.size} ${found.mtimeMs}`] : [];
}
