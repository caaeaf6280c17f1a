import ts from "typescript";

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  target: ts.ScriptTarget.ES2023,
  verbatimModuleSyntax: true,
  // As ts.transpileModule() has them: each cell is compiled by itself, and its types aren't checked.
  isolatedModules: true,
  noCheck: true,
  noLib: true,
  noResolve: true,
  types: [],
};

const compiled = new Map<string, string>();

/** Compiles a cell, whose types aren't checked, to JavaScript; the same one only once. */
export function compileCell(source: string): string {
  compileCells([source]);
  const code = compiled.get(source);
  if (code === undefined) throw new Error(`TypeScript wrote nothing for this cell:\n${source}`);
  return code;
}

/**
 * Compiles many cells, so that `compileCell()` has them. They share one program: making one takes
 * TypeScript longer than compiling a cell.
 */
export function compileCells(sources: readonly string[]): void {
  const fresh = [...new Set(sources)].filter((source) => !compiled.has(source));
  if (fresh.length === 0) return;
  const files = new Map(fresh.map((source, place) => [`${place}.ts`, source]));
  ts.createProgram([...files.keys()], OPTIONS, hostOf(files)).emit();
}

/** Reads these files, and keeps what they are compiled to. */
const hostOf = (files: ReadonlyMap<string, string>): ts.CompilerHost => ({
  fileExists: (file) => files.has(file),
  readFile: (file) => files.get(file),
  getSourceFile: (file, version) => ts.createSourceFile(file, files.get(file) ?? "", version),
  writeFile: (file, text) => void compiled.set(files.get(file.replace(/js$/, "ts")) ?? "", text),
  getDefaultLibFileName: () => "lib.d.ts",
  useCaseSensitiveFileNames: () => true,
  getCanonicalFileName: (file) => file,
  getCurrentDirectory: () => "",
  getNewLine: () => "\n",
});
