import ts from "typescript";

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  target: ts.ScriptTarget.ES2023,
  verbatimModuleSyntax: true,
};

const compiled = new Map<string, string>();

/** Compiles a cell, whose types aren't checked, to JavaScript; the same one only once. */
export function compileCell(source: string): string {
  const code =
    compiled.get(source) ?? ts.transpileModule(source, { compilerOptions: OPTIONS }).outputText;
  compiled.set(source, code);
  return code;
}
