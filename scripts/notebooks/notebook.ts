import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { chapterFiles, ownNotebooks } from "../setup/chapter-files.js";
import { SetupError } from "../setup/setup-error.js";

export const ROOT = path.resolve(__dirname, "../../..");
const FOLDER = path.join(ROOT, "notebooks");

export type Output = {
  output_type: "stream" | "display_data" | "execute_result" | "error";
  name?: string;
  text?: string | string[];
  data?: Record<string, string | string[]>;
  metadata?: object;
  [other: string]: unknown;
};

export type Cell = {
  cell_type: "code" | "markdown" | "raw";
  id: string;
  metadata: { tags?: string[] } & Record<string, unknown>;
  source: string | string[];
  execution_count?: number | null;
  outputs?: Output[];
  /** Pictures that were pasted into its text. */
  attachments?: object;
};

export type Notebook = {
  cells: Cell[];
  metadata: object;
  nbformat: number;
  nbformat_minor: number;
};

/**
 * Returns the delivered notebooks: the contents, and the chapters that it links to. Others in the
 * folder are the learner's. @throws SetupError if none has such a name
 */
export function chapters(named: string[] = []): string[] {
  const all = chapterFiles();
  const isNamed = (file: string) =>
    named.some((name) => file.startsWith(path.basename(name, ".ipynb")));
  const wanted = named.length === 0 ? all : all.filter(isNamed);
  if (wanted.length === 0)
    throw new SetupError(
      `No chapter is named ${named.join(" or ")}. There are: ${all.join(", ")}. A chapter has a row in the table of 00-contents.ipynb.`,
    );
  return wanted.map((file) => path.join(FOLDER, file));
}

/** Says which notebooks of the folder aren't chapters; empty when all are. */
export function leftOut(folder = FOLDER): string[] {
  const own = ownNotebooks(folder);
  if (own.length === 0) return [];
  const names = own.map((name) => `notebooks/${name}`).join(", ");
  return [`Left out: ${names} (not in the table of chapters in 00-contents.ipynb).`];
}

export const readNotebook = (file: string) => JSON.parse(readFileSync(file, "utf8")) as Notebook;

export const notebookText = (notebook: Notebook) => `${JSON.stringify(notebook, null, 1)}\n`;

/** Writes only what differs. Returns whether it did. */
export function writeNotebook(file: string, notebook: Notebook): boolean {
  const text = notebookText(notebook);
  if (readFileSync(file, "utf8") === text) return false;
  writeFileSync(file, text);
  return true;
}

export const codeCells = (notebook: Notebook) =>
  notebook.cells.filter((cell) => cell.cell_type === "code");

export const hasTag = (cell: Cell, tag: string) => cell.metadata.tags?.includes(tag) === true;

/** Joins a text, which nbformat stores whole or as a list of lines. */
export const joined = (text: string | string[] | undefined) =>
  Array.isArray(text) ? text.join("") : (text ?? "");

export const lines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
