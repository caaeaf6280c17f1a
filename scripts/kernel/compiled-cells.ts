/**
 * The cells of a notebook, compiled. A cell that was compiled before, after cells that mean the
 * same to it, isn't compiled again: neither when it runs again nor in another kernel. TypeScript is
 * loaded when a cell is new.
 *
 * What a cell means depends on its text and on what the names that it uses mean, so its key is made
 * from its text and the keys of the cells that declared those names.
 */
import { createRequire } from "node:module";
import path from "node:path";
import { ROOT } from "../notebooks/notebook";
import { CellStore, hash } from "./cell-store";
import type { Compiled, Compiler, Completeness, Names } from "../cell/compiler";
import { isGlobal } from "../cell/global-cells";
import type * as CompilerModule from "./compiler";

type Accepted = Exclude<Compiled, { refused: unknown }>;
/** `key` is undefined if the same text can mean something else the next time. */
type Current = { source: string; names: Names; key: string | undefined };
/** Which cell gave a name its meaning, and whether as a value, a type or a namespace. */
type Owner = { key: string | undefined; meanings: number };

export const NOTEBOOKS = path.join(ROOT, "notebooks");
const load = createRequire(__filename);
const compilerModule = () => load("./compiler") as typeof CompilerModule;

export class CompiledCells {
  readonly #folder: string;
  readonly #store: CellStore;
  readonly #owners = new Map<string, Owner>();
  #compiler: Compiler | undefined;
  /** Cells that have started and that the compiler hasn't been told of. */
  #untold: Current[] = [];
  #current: Current | undefined;
  #isGlobal = false;

  /** @param folder The folder that relative imports of cells start from */
  constructor(folder: string, store = new CellStore()) {
    this.#folder = folder;
    this.#store = store;
  }

  /** Whether this cell, as the first one, can run without TypeScript. */
  knows(source: string): boolean {
    return this.#known(source) !== undefined;
  }

  /** Checks a cell, and compiles it to JavaScript. Call `started()` once it has started. */
  compile(source: string): Compiled {
    const known = this.#known(source);
    const compiled = known ?? this.compiler().compile(source);
    if ("refused" in compiled) return compiled;
    if (known === undefined) this.keep(source, compiled);
    else this.#current = { source, names: known, key: this.#keyOf(source, known) };
    return compiled;
  }

  /** Stores a cell that was compiled after those that have started, as `compile()` does. */
  keep(source: string, compiled: Accepted): void {
    const names: Names = { declares: compiled.declares, uses: compiled.uses };
    const key = this.#keyOf(source, names);
    if (key !== undefined) {
      this.#store.set(source, names);
      this.#store.set(key, compiled);
    }
    this.#current = { source, names, key };
  }

  /** Notes that the cell compiled last has started: later cells see what it declares. */
  started(): void {
    const cell = this.#current;
    if (cell === undefined) throw new Error("No cell was compiled.");
    this.#isGlobal ||= isGlobal(cell.source);
    this.#untold.push(cell);
    if (this.#compiler !== undefined) this.compiler();
    for (const [name, meanings] of Object.entries(cell.names.declares))
      this.#owners.set(name, this.#ownerAfter(name, meanings, cell.key));
  }

  /** The compiler, which knows all cells that have started. */
  compiler(): Compiler {
    this.#compiler ??= compilerModule().compilerAt(this.#folder);
    for (const { source, names } of this.#untold.splice(0)) this.#compiler.add(source, names);
    return this.#compiler;
  }

  get isCompilerLoaded(): boolean {
    return this.#compiler !== undefined;
  }

  #known(source: string): Accepted | undefined {
    const names = this.#store.get<Names>(source);
    const key = names && this.#keyOf(source, names);
    return key === undefined ? undefined : this.#store.get<Accepted>(key);
  }

  #keyOf(source: string, { declares, uses }: Names): string | undefined {
    if (this.#isGlobal || isGlobal(source) || readsFiles(source, this.#folder)) return undefined;
    // Elsewhere `../lib` is another file, and a package may be another version.
    const parts = this.#folder === NOTEBOOKS ? [source] : [source, this.#folder];
    for (const name of uses) {
      const owner = this.#owners.get(name);
      if (owner === undefined || covers(declares[name], owner.meanings)) continue;
      if (owner.key === undefined) return undefined;
      parts.push(name, owner.key);
    }
    return hash(JSON.stringify(parts));
  }

  /** A type of an earlier cell keeps its meaning when a later cell gives its name to a value. */
  #ownerAfter(name: string, meanings: number, key: string | undefined): Owner {
    const before = this.#owners.get(name);
    if (before === undefined || covers(meanings, before.meanings)) return { key, meanings };
    const isKnown = key !== undefined && before.key !== undefined;
    return {
      key: isKnown ? hash(JSON.stringify([before.key, key])) : undefined,
      meanings: meanings | before.meanings,
    };
  }
}

/** Tells whether a text can run, is invalid, or only lacks an end. */
export const completeness = (source: string): Completeness => compilerModule().completeness(source);

const covers = (meanings = 0, others: number) => (others & ~meanings) === 0;

/** Whether a cell imports a file that may change while the notebook is open. */
const readsFiles = (source: string, folder: string) =>
  /\brequire\b|\bimport\s*\(|\b(?:import|from)\s*\/[/*]|\/\/\/|@ts-/.test(source) ||
  [...source.matchAll(/\b(?:from|import)\s*(["'])(.*?)\1/g)].some(
    ([, , module = ""]) =>
      module.startsWith(".") && !(folder === NOTEBOOKS && PROJECTS_OWN.has(module)),
  );

/** The project's own files, for a cell of a notebook in `notebooks/`. */
const PROJECTS_OWN = new Set(["../lib", "./exercises"]);
