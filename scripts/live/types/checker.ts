import type ts from "typescript";
import { Compiler, type Files, UNCHANGING } from "../../cell/compiler";
import { complaintText } from "../../cell/complaints";
import type { Completion } from "../protocol";
import type { Declarations } from "./declarations";

/** Answers about the types of a chapter's cells. It keeps what it knows of the cells before. */
export class Checker {
  readonly #files: Files;
  #compiler: Compiler;
  /** The cells that the compiler knows, in order. */
  #known: string[] = [];

  constructor(declarations: Declarations) {
    this.#files = filesOf(declarations);
    this.#compiler = new Compiler(this.#files);
  }

  /** Returns why the last of these cells is refused, as the kernel words it; empty if it isn't. */
  complaints(cells: readonly string[]): string[] {
    const cell = this.#continue(cells);
    const checked = this.#compiler.check(cell);
    return "refused" in checked ? checked.refused.map(complaintText) : [];
  }

  completions(
    cells: readonly string[],
    offset: number,
  ): { from: number; to: number; options: Completion[] } {
    const cell = this.#continue(cells);
    const { start, end, found } = this.#compiler.complete(cell, offset);
    return {
      from: start,
      to: end,
      options: found.map(({ name, kind }) => ({ label: name, kind })),
    };
  }

  hover(
    cells: readonly string[],
    offset: number,
  ): { from: number; to: number; signature: string; documentation: string } | undefined {
    const cell = this.#continue(cells);
    const info = this.#compiler.inspect(cell, offset);
    if (info === undefined) return undefined;
    const { start, length } = info.textSpan;
    return {
      from: start,
      to: start + length,
      signature: textOf(info.displayParts),
      documentation: textOf(info.documentation),
    };
  }

  /** Makes the compiler, or another one, know the cells before the last one, which is returned. */
  #continue(cells: readonly string[]): string {
    const before = cells.slice(0, -1);
    if (this.#known.some((cell, at) => cell !== before[at])) {
      this.#compiler = new Compiler(this.#files);
      this.#known = [];
    }
    for (const cell of before.slice(this.#known.length)) {
      const checked = this.#compiler.check(cell);
      // A cell that is refused doesn't run, so the later ones don't see what it declares.
      if ("declares" in checked) this.#compiler.add(cell, checked);
      this.#known.push(cell);
    }
    return cells.at(-1) ?? "";
  }
}

const textOf = (parts: readonly ts.SymbolDisplayPart[] = []) =>
  parts.map(({ text }) => text).join("");

const FOLDER = "/notebooks";

function filesOf({ files, options }: Declarations): Files {
  const folders = new Map<string, Set<string>>();
  for (const file of Object.keys(files)) addTo(folders, file);
  return {
    folder: FOLDER,
    options,
    read: (file) => files[file],
    versionOf: () => UNCHANGING,
    exists: (file) => Object.hasOwn(files, file),
    isFolder: (folder) => folders.has(folder),
    folders: (folder) => [...(folders.get(folder) ?? [])],
    defaultLibrary: () => "/node_modules/typescript/lib/lib.d.ts",
    isCaseSensitive: true,
  };
}

/** Adds the folders of a file, each to the one that it is in. */
function addTo(folders: Map<string, Set<string>>, file: string): void {
  const parts = file.split("/").slice(1, -1);
  for (let depth = 0; depth <= parts.length; depth++) {
    const folder = `/${parts.slice(0, depth).join("/")}`;
    const inside = folders.get(folder) ?? new Set();
    const next = parts[depth];
    if (next !== undefined) inside.add(next);
    folders.set(folder, inside);
  }
}
