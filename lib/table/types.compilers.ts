/** Both compilers that meet the library, each with its own settings, reading many small pieces of code as one program. */
import path from "node:path";
import { createRequire } from "node:module";
import strictCompiler from "typescript";

type TypeScript = typeof strictCompiler;
type Options = strictCompiler.CompilerOptions;

const ROOT = path.resolve(__dirname, "../../..");
/** Where cells stand, as both compilers see it: `"../lib"` leads to the library from here. */
const FOLDER = path.join(ROOT, "notebooks");
const TABLES = path.join(FOLDER, "__tables__");

export type Compiler = { name: string; ts: TypeScript; options: Options };

/** The project's own TypeScript, with the project's settings. It reads the library's declarations in build/lib. */
export function strict(): Compiler {
  const ts = strictCompiler;
  const config = ts.readConfigFile(path.join(ROOT, "tsconfig.json"), (file) => ts.sys.readFile(file));
  const { tsBuildInfoFile: _, ...options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT).options;
  // Top-level await, as in cells. A case needn't use all that it imports or declares.
  return { name: `TypeScript ${ts.version}, strict`, ts, options: { ...options, module: ts.ModuleKind.ESNext, noUnusedLocals: false, noUnusedParameters: false, incremental: false } };
}

/** The TypeScript inside the kernel, with the settings of tslab 1.0.22 (dist/converter.js). */
export function kernel(): Compiler {
  const fromTslab = createRequire(require.resolve("tslab"));
  const ts = fromTslab("@tslab/typescript-for-tslab") as TypeScript;
  const options = {
    module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Node10, esModuleInterop: true, target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts"], declaration: true, newLine: ts.NewLineKind.LineFeed, experimentalDecorators: true, resolveJsonModule: true,
    jsx: ts.JsxEmit.React, allowJs: true, checkJs: true, skipLibCheck: true, rootDir: ROOT, outDir: "outDir",
  };
  return { name: `TypeScript ${ts.version}, as in the kernel`, ts, options };
}

/** What a compiler says of one piece: a list for each complaint, with its lines. */
export type Said = string[][];

/**
 * What the compiler says of each piece, by its place in the list. All of them are one program. They see `tables` as a cell
 * sees the cells before it: as declarations.
 */
export function compile({ ts, options }: Compiler, tables: string, pieces: readonly string[]): { tables: Said; pieces: Said[] } {
  const virtual = new Map<string, string>();
  const host = hostWith(ts, options, virtual);
  // Only the text of the tables' declarations is wanted.
  const create = (files: string[]) => ts.createProgram(files, { ...options, declaration: true }, host);
  const say = (program: strictCompiler.Program, file: string): Said =>
    ts.getPreEmitDiagnostics(program, program.getSourceFile(file)).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n").split("\n").map((line) => line.trim()));

  virtual.set(`${TABLES}.ts`, `${tables}\nexport { ${names(ts, tables).join(", ")} };\n`);
  const first = create([`${TABLES}.ts`]);
  const ofTables = say(first, `${TABLES}.ts`);
  first.emit(first.getSourceFile(`${TABLES}.ts`), (file, text) => file.endsWith(".d.ts") && virtual.set(`${TABLES}.d.ts`, text), undefined, true);
  virtual.delete(`${TABLES}.ts`);

  const files = pieces.map((_, index) => path.join(FOLDER, `__case_${index}__.ts`));
  const imported = `import { ${names(ts, tables).join(", ")} } from "./__tables__";\n`;
  for (const [index, file] of files.entries()) virtual.set(file, `${imported}export {};\n${pieces[index] ?? ""}\n`);
  const second = create(files);
  return { tables: ofTables, pieces: files.map((file) => say(second, file)) };
}

/** The files of this machine, and before them the virtual ones; each is parsed once for both programs. */
function hostWith(ts: TypeScript, options: Options, virtual: ReadonlyMap<string, string>): strictCompiler.CompilerHost {
  const host = ts.createCompilerHost(options);
  const [fileExists, readFile, getSourceFile] = [host.fileExists.bind(host), host.readFile.bind(host), host.getSourceFile.bind(host)];
  const parsed = new Map<string, strictCompiler.SourceFile | undefined>();
  host.fileExists = (file) => virtual.has(path.normalize(file)) || fileExists(file);
  host.readFile = (file) => virtual.get(path.normalize(file)) ?? readFile(file);
  host.getSourceFile = (file, ...more) => {
    if (!parsed.has(file)) parsed.set(file, getSourceFile(file, ...more));
    return parsed.get(file);
  };
  return host;
}

/** What a piece of code imports or declares at its top. */
function names(ts: TypeScript, code: string): string[] {
  const file = ts.createSourceFile("names.ts", code, ts.ScriptTarget.Latest);
  return file.statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => (name as strictCompiler.Identifier).text);
    if (ts.isClassDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return [statement.name?.text ?? ""];
    if (!ts.isImportDeclaration(statement)) return [];
    const bindings = statement.importClause?.namedBindings;
    return bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : [];
  });
}
