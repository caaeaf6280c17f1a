/** TypeScript as the kernel has it, reading many small pieces of code as one program. */
import path from "node:path";
import ts from "typescript";
import { cellOptions, compilerHost } from "../kernel/compiler-options";

const ROOT = path.resolve(__dirname, "../../..");
/** Where cells are: `"../lib"` leads to the library from here. */
const FOLDER = path.join(ROOT, "notebooks");
const TABLES = path.join(FOLDER, "__tables__");
const options: ts.CompilerOptions = { ...cellOptions(), declaration: true };

/** What is said of one piece: a list for each complaint, with its lines. */
export type Said = string[][];

/**
 * Returns what the compiler says of each piece, by its place in the list. All of them are one
 * program, and see `tables` as declarations.
 */
export function compile(
  tables: string,
  pieces: readonly string[],
): { tables: Said; pieces: Said[] } {
  const virtual = new Map<string, string>();
  const host = hostWith(virtual);
  const create = (files: string[]) => ts.createProgram(files, options, host);
  const say = (program: ts.Program, file: string): Said =>
    ts.getPreEmitDiagnostics(program, program.getSourceFile(file)).map(({ messageText }) =>
      ts
        .flattenDiagnosticMessageText(messageText, "\n")
        .split("\n")
        .map((line) => line.trim()),
    );

  virtual.set(`${TABLES}.ts`, `${tables}\nexport { ${names(tables).join(", ")} };\n`);
  const first = create([`${TABLES}.ts`]);
  const ofTables = say(first, `${TABLES}.ts`);
  first.emit(
    first.getSourceFile(`${TABLES}.ts`),
    (file, text) => file.endsWith(".d.ts") && virtual.set(`${TABLES}.d.ts`, text),
    undefined,
    true,
  );
  virtual.delete(`${TABLES}.ts`);

  const files = pieces.map((_, index) => path.join(FOLDER, `__case_${index}__.ts`));
  const imported = `import { ${names(tables).join(", ")} } from "./__tables__";\n`;
  for (const [index, file] of files.entries())
    virtual.set(file, `${imported}export {};\n${pieces[index] ?? ""}\n`);
  const second = create(files);
  return { tables: ofTables, pieces: files.map((file) => say(second, file)) };
}

/**
 * The files of this machine, and before them the virtual ones; each is parsed once for both
 * programs.
 */
function hostWith(virtual: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = compilerHost(options);
  const [fileExists, readFile, getSourceFile] = [
    host.fileExists.bind(host),
    host.readFile.bind(host),
    host.getSourceFile.bind(host),
  ];
  const parsed = new Map<string, ts.SourceFile | undefined>();
  host.fileExists = (file) => virtual.has(path.normalize(file)) || fileExists(file);
  host.readFile = (file) => virtual.get(path.normalize(file)) ?? readFile(file);
  host.getSourceFile = (file, ...more) => {
    if (!parsed.has(file)) parsed.set(file, getSourceFile(file, ...more));
    return parsed.get(file);
  };
  return host;
}

/** What a piece of code imports or declares at its top. */
function names(code: string): string[] {
  const file = ts.createSourceFile("names.ts", code, ts.ScriptTarget.Latest);
  return file.statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => (name as ts.Identifier).text);
    if (ts.isClassDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
      return [statement.name?.text ?? ""];
    if (!ts.isImportDeclaration(statement)) return [];
    const bindings = statement.importClause?.namedBindings;
    return bindings !== undefined && ts.isNamedImports(bindings)
      ? bindings.elements.map(({ name }) => name.text)
      : [];
  });
}
