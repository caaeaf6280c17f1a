/**
 * TypeScript's language service over the cells of a notebook. Each cell is a file whose parent is
 * the file of the cell before it, so it sees what earlier cells declared, and may declare a name
 * again.
 *
 * (tslab's converter also gives files a parent. TypeScript doesn't document this; the tests in this
 * folder show whether it still works.)
 */
import ts from "typescript";
import type { Complaint } from "./complaints";
import { documents } from "./documents";
import { freeNames, whatIsDeclared } from "./free-names";
import { isGlobal } from "./global-cells";

/** Diagnostics that are ignored everywhere: a package without types may be imported. */
export const IGNORED_DIAGNOSTICS: ReadonlySet<number> = new Set([7016]);

/** The version of a file that never changes while the process runs. */
export const UNCHANGING = "";

/** The files that a compiler reads: on a disk, or in a page. */
export type Files = {
  /** The folder that relative imports of cells start from, with forward slashes. */
  folder: string;
  options: ts.CompilerOptions;
  read(file: string): string | undefined;
  /** Returns a text that changes when the file does, or `UNCHANGING`. */
  versionOf(file: string): string;
  exists(file: string): boolean;
  isFolder(folder: string): boolean;
  /** Returns the names of the folders in a folder. */
  folders(folder: string): string[];
  /** The path of TypeScript's declarations of the language. */
  defaultLibrary(options: ts.CompilerOptions): string;
  isCaseSensitive: boolean;
};

/**
 * What is known of a cell that may run: the names that it declares, each with its meanings (bits:
 * 1 for a value, 2 for a type, 4 for a namespace), and the names that other cells may give a meaning
 * to.
 */
export type Names = { declares: Record<string, number>; uses: string[] };
/** The reasons why a cell is refused. */
type Refused = { refused: Complaint[] };
/** The result of checking a cell. */
export type Checked = Names | Refused;
/** The result of compiling a cell: its names and its JavaScript, or why it is refused. */
export type Compiled = (Names & { js: string; map: string }) | Refused;

type Cell = { readonly file: string; text: string; version: number; names: Names };
type SourceFile = ts.SourceFile & {
  parent?: ts.SourceFile | undefined;
  locals?: Map<ts.__String, ts.Symbol>;
};

const NO_NAMES: Names = { declares: {}, uses: [] };

/** A name, and what it is: `method`, `property`, `const` … */
type Named = { name: string; kind: string };

/** How many cells the program has room for; it is rebuilt to get more. */
const ROOM = 64;

export class Compiler {
  readonly options: ts.CompilerOptions;
  readonly #files: Files;
  /** Cells that have run and whose names are in use, in order. */
  #chain: Cell[] = [];
  #free: Cell[] = [];
  #cells = new Map<string, Cell>();
  #version = 0;
  readonly #service: ts.LanguageService;

  constructor(files: Files) {
    this.#files = files;
    this.options = files.options;
    this.#makeRoom();
    const isUnchanging = (file: string) =>
      !this.#cells.has(file) && files.versionOf(file) === UNCHANGING;
    this.#service = ts.createLanguageService(this.#host(), documents(isUnchanging));
  }

  /** Checks a cell, and compiles it to JavaScript. Call `add()` once it has started. */
  compile(source: string): Compiled {
    const { program, file } = this.#program(this.#current(source));
    return this.#compiled(program, file, source);
  }

  /**
   * Compiles cells as if each had started before the next one was compiled. TypeScript looks at all
   * of them as one program: it infers what a cell declares once, and not again for each later cell.
   * No other cell may have been added; none is afterwards.
   */
  compileInOrder(sources: readonly string[]): Compiled[] {
    if (this.#chain.length > 0) throw new Error("Cells were added to this compiler.");
    while (this.#free.length <= sources.length) this.#makeRoom();
    for (const source of sources) this.add(source, NO_NAMES);
    const { program } = this.#program(this.#current(""));
    const files = this.#chain.map(({ file }) => program.getSourceFile(file) as SourceFile);
    const compiled = files.map((file, at) => this.#compiled(program, file, sources[at] ?? ""));
    this.#forgetAll();
    return compiled;
  }

  #compiled(program: ts.Program, file: SourceFile, source: string): Compiled {
    const refused = this.#refusal(program, file, source);
    if (refused.length > 0) return { refused };
    let [js, map] = ["", ""];
    program.emit(file, (name, text) => (name.endsWith(".map") ? (map = text) : (js = text)));
    return {
      js: js.replace(/\/\/# sourceMappingURL=\S*\s*$/, ""),
      map,
      ...namesIn(file, program),
    };
  }

  /** Checks a cell without compiling it. */
  check(source: string): Checked {
    const { program, file } = this.#program(this.#current(source));
    const refused = this.#refusal(program, file, source);
    return refused.length > 0 ? { refused } : namesIn(file, program);
  }

  #refusal(program: ts.Program, file: SourceFile, source: string): Complaint[] {
    return [
      ...this.#complaints(program, file, source),
      ...this.#complaintsOfHelpers(program, file),
    ];
  }

  /** Adds a cell that has started, with its names: later cells see what it declares. */
  add(source: string, { declares, uses }: Names): void {
    const next = this.#free.at(-1);
    const cell = next?.text === textOf(source) ? next : this.#current(source);
    this.#free.pop();
    cell.names = { declares, uses };
    this.#chain.push(cell);
    if (this.#free.length > 0) return;
    this.#forget();
    if (this.#free.length < ROOM / 4) this.#makeRoom();
  }

  /**
   * Returns completions at a position in a half-typed cell: the range to replace, and the names, the
   * most fitting first.
   */
  complete(source: string, position: number): { start: number; end: number; found: Named[] } {
    const { file } = this.#program(this.#current(source));
    const found = this.#service.getCompletionsAtPosition(file.fileName, position, {});
    const range =
      found?.optionalReplacementSpan ??
      found?.entries.find(({ replacementSpan }) => replacementSpan !== undefined)
        ?.replacementSpan ??
      typedRange(file, position);
    const start = Math.min(range.start, position);
    return {
      start,
      end: Math.max(start + range.length, position),
      found: ranked(found?.entries ?? [], source.slice(start, position)),
    };
  }

  /**
   * Returns the documentation of the name at a position, or of the function that is being called
   * there.
   */
  inspect(source: string, position: number): ts.QuickInfo | undefined {
    const { file } = this.#program(this.#current(source));
    const places = [position, position - 1, calleeEnd(file, position)].filter(
      (place) => place !== undefined && place >= 0,
    );
    for (const place of places) {
      const info = this.#service.getQuickInfoAtPosition(file.fileName, place as number);
      if (info !== undefined) return info;
    }
    return undefined;
  }

  /** Returns the paths of all files that cells see: declarations, and helpers. */
  files(): string[] {
    const files = this.#service.getProgram()?.getSourceFiles() ?? [];
    return files.map(({ fileName }) => fileName).filter((file) => !this.#cells.has(file));
  }

  /** Returns how much TypeScript holds: files, and symbols. */
  size(): { files: number; symbols: number } {
    const program = this.#service.getProgram();
    return {
      files: program?.getSourceFiles().length ?? 0,
      symbols: program?.getSymbolCount() ?? 0,
    };
  }

  /** Puts this text into the next free cell. */
  #current(source: string): Cell {
    const cell = this.#free.at(-1);
    if (cell === undefined) throw new Error("There is always room for a cell.");
    this.#put(cell, textOf(source));
    return cell;
  }

  #put(cell: Cell, text: string): void {
    cell.text = text;
    cell.version++;
    this.#version++;
  }

  #program(cell: Cell): { program: ts.Program; file: SourceFile } {
    const program = this.#service.getProgram();
    if (program === undefined) throw new Error("The language service has no program.");
    // This binds all files, which removes the parents.
    program.getTypeChecker();
    let parent: SourceFile | undefined;
    for (const { file } of [...this.#chain, cell]) {
      const source = program.getSourceFile(file) as SourceFile;
      source.parent = parent as SourceFile;
      parent = source;
    }
    return { program, file: parent as SourceFile };
  }

  #complaints(program: ts.Program, file: ts.SourceFile, source: string): Complaint[] {
    const found = faultsOf(program, file);
    // Of the errors after the cell's end the first is enough: the others follow from it.
    const inside = found.filter(({ start = 0 }, index) => index === 0 || start < source.length);
    return inside.flatMap((diagnostic) => complaintsOf(diagnostic, file, source.length));
  }

  /** Returns the errors in the learner's own files that this cell imports. */
  #complaintsOfHelpers(program: ts.Program, file: ts.SourceFile): Complaint[] {
    if (!/\b(from|import)\s*\(?\s*["']\./.test(file.text)) return [];
    const helpers = program
      .getSourceFiles()
      .filter(
        (one) =>
          !one.isDeclarationFile &&
          !this.#cells.has(one.fileName) &&
          !one.fileName.includes("/node_modules/"),
      );
    return helpers.flatMap((helper) => {
      const name = relative(this.#files.folder, helper.fileName);
      const found = faultsOf(program, helper);
      return found
        .flatMap((one) => complaintsOf(one, helper, helper.end))
        .map((one) => ({ file: name, ...one }));
    });
  }

  /**
   * Frees cells whose every name was declared again, and those without names, unless a remaining
   * cell refers to them or they may mean something to all.
   */
  #forget(): void {
    const owner = new Map<string, Cell>();
    const needs = new Map<Cell, Cell[]>();
    for (const cell of this.#chain) {
      const { declares, uses } = cell.names;
      // TypeScript looks at earlier cells for a meaning of a name that the cell doesn't declare.
      const others = uses.flatMap((name) => meaningsOf(name, ~(declares[name] ?? 0)));
      needs.set(
        cell,
        others.flatMap((name) => owner.get(name) ?? []),
      );
      for (const [name, meanings] of Object.entries(declares))
        for (const one of meaningsOf(name, meanings)) owner.set(one, cell);
    }
    const global = this.#chain.filter(({ text }) => isGlobal(text));
    const kept = new Set([
      ...owner.values(),
      // Of equal ones the last is enough.
      ...new Map(global.map((cell) => [cell.text, cell])).values(),
    ]);
    for (const cell of this.#chain.toReversed())
      if (kept.has(cell)) for (const needed of needs.get(cell) ?? []) kept.add(needed);
    for (const cell of this.#chain.filter((one) => !kept.has(one))) {
      this.#put(cell, "");
      this.#free.push(cell);
    }
    this.#chain = this.#chain.filter((cell) => kept.has(cell));
  }

  #forgetAll(): void {
    for (const cell of this.#chain.splice(0).reverse()) {
      this.#put(cell, "");
      this.#free.push(cell);
    }
  }

  #makeRoom(): void {
    const first = this.#cells.size;
    for (let index = first + ROOM - 1; index >= first; index--) {
      const cell = {
        file: `${this.#files.folder}/__cell_${index}__.ts`,
        text: "",
        version: 0,
        names: NO_NAMES,
      };
      this.#cells.set(cell.file, cell);
      this.#free.push(cell);
    }
  }

  #host(): ts.LanguageServiceHost {
    const files = this.#files;
    // The language service asks for every file for every cell.
    const known = new Map<string, { version: string; snapshot: ts.IScriptSnapshot }>();
    const read = (file: string): ts.IScriptSnapshot | undefined => {
      const version = files.versionOf(file);
      const before = known.get(file);
      if (before?.version === version) return before.snapshot;
      const text = files.read(file);
      if (text === undefined) return undefined;
      const snapshot = ts.ScriptSnapshot.fromString(text);
      known.set(file, { version, snapshot });
      return snapshot;
    };
    return {
      getCompilationSettings: () => this.options,
      getScriptFileNames: () => [...this.#cells.keys()],
      getProjectVersion: () => String(this.#version),
      getScriptVersion: (file) => String(this.#cells.get(file)?.version ?? files.versionOf(file)),
      getScriptSnapshot: (file) => {
        const cell = this.#cells.get(file);
        return cell === undefined ? read(file) : ts.ScriptSnapshot.fromString(cell.text);
      },
      getCurrentDirectory: () => files.folder,
      getDefaultLibFileName: (options) => files.defaultLibrary(options),
      fileExists: (file) => this.#cells.has(file) || files.exists(file),
      readFile: (file) => this.#cells.get(file)?.text ?? files.read(file),
      directoryExists: (folder) => files.isFolder(folder),
      getDirectories: (folder) => files.folders(folder),
      useCaseSensitiveFileNames: () => files.isCaseSensitive,
    };
  }
}

/** Returns a path as seen from a folder: `helpers.ts`, `../other/helpers.ts`. */
function relative(folder: string, file: string): string {
  const [from, to] = [folder.split("/"), file.split("/")];
  const shared = from.findIndex((part, at) => part !== to[at]);
  const common = shared === -1 ? from.length : shared;
  return [...from.slice(common).map(() => ".."), ...to.slice(common)].join("/");
}

/** What a name can mean, in the order of the bits that stand for it. */
const MEANINGS = [ts.SymbolFlags.Value, ts.SymbolFlags.Type, ts.SymbolFlags.Namespace] as const;
const ALL_MEANINGS = 0b111;

function namesIn(file: SourceFile, program: ts.Program): Names {
  const checker = program.getTypeChecker();
  const declares = [...(file.locals ?? [])].map(([name, symbol]): [string, number] => [
    ts.unescapeLeadingUnderscores(name),
    meaningsOfSymbol(symbol, checker),
  ]);
  return { declares: Object.fromEntries(declares), uses: freeNames(file, checker) };
}

/** Returns what a top-level name of a file means there: a bit for each of `MEANINGS`. */
function meaningsOfSymbol(symbol: ts.Symbol, checker: ts.TypeChecker): number {
  const { Alias } = ts.SymbolFlags;
  const imported = symbol.flags & Alias ? checker.getAliasedSymbol(symbol) : undefined;
  // What isn't found, has no types, or is only partly imported itself counts as everything.
  const isKnown = imported?.declarations !== undefined && (imported.flags & Alias) === 0;
  if (imported !== undefined && !isKnown) return ALL_MEANINGS;
  // One meaning of a name may be exported, and another one not.
  const flags = symbol.flags | whatIsDeclared(symbol).flags | (imported?.flags ?? 0);
  return MEANINGS.reduce((bits, one, at) => ((flags & one) === 0 ? bits : bits | (1 << at)), 0);
}

/** Returns a word for each meaning of a name. */
const meaningsOf = (name: string, meanings: number): string[] =>
  MEANINGS.flatMap((_, at) => ((meanings & (1 << at)) === 0 ? [] : `${at} ${name}`));

/**
 * Returns the errors in a file. Types are checked only if the file parses, and never in JavaScript.
 */
function faultsOf(program: ts.Program, file: ts.SourceFile): ts.Diagnostic[] {
  const syntactic = program.getSyntacticDiagnostics(file);
  if (syntactic.length > 0) return [...syntactic];
  if (/\.[cm]?js$/.test(file.fileName)) return [];
  return program.getSemanticDiagnostics(file).filter(({ code }) => !IGNORED_DIAGNOSTICS.has(code));
}

/** Returns each sentence of a diagnostic, with its place. */
function complaintsOf(fault: ts.Diagnostic, file: ts.SourceFile, end: number): Complaint[] {
  const { start = 0, messageText, code } = fault;
  const { line, character } = file.getLineAndCharacterOfPosition(Math.min(start, end));
  const messages = sentences(messageText);
  if (NO_SUCH_MODULE.has(code)) messages.push(adviceOn(messages[0] ?? ""));
  return messages.map((message) => ({ line: line + 1, column: character + 1, message }));
}

/** "Cannot find module …", and the same of an import without names. */
const NO_SUCH_MODULE = new Set([2307, 2882]);

/** Returns what to do about a missing module. */
function adviceOn(message: string): string {
  const [, name = ""] = /'(.*?)'/.exec(message) ?? [];
  if (!name.startsWith(".")) return `Install it in the project's folder: npm install ${name}`;
  const file = name.replace(/(\.[cm]?[jt]s)?$/, (ending) => ending || ".ts");
  return `Create the file ${file} (the path starts at the notebook's folder), then run this cell again.`;
}

function sentences(message: string | ts.DiagnosticMessageChain): string[] {
  if (typeof message === "string") return [message];
  const { messageText, next = [] } = message;
  if (message.code === NO_OVERLOAD) {
    const details = next.map((overload) => (overload.next ?? []).flatMap(sentences));
    const [first = []] = details;
    const areAlike = details.every((one) => one.join("\n") === first.join("\n"));
    if (areAlike && first.length > 0) return first;
  }
  return [messageText, ...next.flatMap(sentences)];
}

/**
 * "No overload matches this call." The SDK's commands have constructors of two forms that take the
 * same input: what is wrong with it would be told once for each.
 */
const NO_OVERLOAD = 2769;

/** Imported names count as used, because later cells may use them. */
function textOf(source: string): string {
  const names = importedNames(source);
  return names.length === 0 ? source : `${source}\nexport { ${names.join(", ")} };`;
}

function importedNames(source: string): string[] {
  if (!source.includes("import")) return [];
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest);
  const imported = file.statements.filter(ts.isImportDeclaration).flatMap(({ importClause }) => {
    if (importClause === undefined) return [];
    const { name, namedBindings: bindings } = importClause;
    const names =
      bindings === undefined
        ? []
        : ts.isNamespaceImport(bindings)
          ? [bindings.name]
          : bindings.elements.map((element) => element.name);
    return [...(name === undefined ? [] : [name]), ...names].map(({ text }) => text);
  });
  const exported = file.statements
    .filter(ts.isExportDeclaration)
    .flatMap(({ exportClause }) =>
      exportClause !== undefined && ts.isNamedExports(exportClause)
        ? exportClause.elements.map(({ name }) => name.text)
        : [],
    );
  return [...new Set(imported)].filter((name) => !exported.includes(name));
}

/**
 * Returns the range of the text that a completion at this position continues: the inside of a
 * string, or a name.
 */
function typedRange(file: ts.SourceFile, position: number): ts.TextSpan {
  const literal = innermost(
    file,
    position,
    (node) => ts.isStringLiteralLike(node) && node.getStart(file) < position,
  );
  const start =
    literal === undefined
      ? position - (/[\p{ID_Continue}$]*$/u.exec(file.text.slice(0, position))?.[0].length ?? 0)
      : literal.getStart(file) + 1;
  return { start, length: position - start };
}

/** Returns the end of the callee of the innermost call around this position. */
function calleeEnd(file: ts.SourceFile, position: number): number | undefined {
  // An open call ends with its last word, not with the spaces after it.
  const place = file.text.slice(0, position).trimEnd().length;
  const call = innermost(
    file,
    place,
    (node) =>
      (ts.isCallExpression(node) || ts.isNewExpression(node)) && node.expression.end < position,
  );
  return call === undefined ? undefined : (call as ts.CallExpression).expression.end - 1;
}

function innermost(
  node: ts.Node,
  position: number,
  matches: (node: ts.Node) => boolean,
): ts.Node | undefined {
  if (position < node.pos || position > node.end) return undefined;
  return (
    ts.forEachChild(node, (child) => innermost(child, position, matches)) ??
    (matches(node) ? node : undefined)
  );
}

/**
 * Returns the names that begin with the typed text, then those that contain it; within each, in
 * TypeScript's order.
 */
function ranked(entries: readonly ts.CompletionEntry[], typed: string): Named[] {
  const wanted = typed.toLowerCase();
  const rank = (name: string) =>
    name.startsWith(typed)
      ? 0
      : name.toLowerCase().startsWith(wanted)
        ? 1
        : name.toLowerCase().includes(wanted)
          ? 2
          : 3;
  const ordered = entries
    .map(({ name, kind, sortText }) => ({ name, kind, key: `${rank(name)}${sortText}` }))
    .filter(({ key }) => !key.startsWith("3"));
  return ordered
    .sort((a, b) => a.key.localeCompare(b.key) || a.name.localeCompare(b.name))
    .map(({ name, kind }) => ({ name, kind }));
}

export type Completeness =
  { status: "complete" | "invalid" } | { status: "incomplete"; indent: string };

/** Tells whether a text can run, is invalid, or only lacks an end. */
export function completeness(source: string): Completeness {
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest) as ts.SourceFile & {
    parseDiagnostics: ts.Diagnostic[];
  };
  const [first] = file.parseDiagnostics;
  if (first === undefined) return { status: "complete" };
  if (ENDS_WITH_LINE.has(first.code)) return { status: "invalid" };
  const isAtEnd = (first.start ?? 0) >= source.trimEnd().length || UNENDED.has(first.code);
  return isAtEnd ? { status: "incomplete", indent: nextIndent(source) } : { status: "invalid" };
}

/**
 * "Unterminated template literal." and "'*' + '/' expected.", which are reported where the text
 * begins or ends.
 */
const UNENDED = new Set([1160, 1010]);

/**
 * Strings and regular expressions without an end on their line: another line doesn't complete them.
 */
const ENDS_WITH_LINE = new Set([1002, 1161]);

function nextIndent(source: string): string {
  const line = source.split("\n").at(-1) ?? "";
  return (/^\s*/.exec(line)?.[0] ?? "") + (/[([{]\s*$/.test(line) ? "  " : "");
}
