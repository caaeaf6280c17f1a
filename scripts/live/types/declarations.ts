/** The declarations that the page's compiler reads: those that the chapters' cells see. */
import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { chapters, codeCells, joined, readNotebook, ROOT } from "../../notebooks/notebook";
import { compilerAt } from "../../kernel/compiler";

const NOTEBOOKS = path.join(ROOT, "notebooks");

/** Files by their paths in the page, where the project is at `/`. */
export type Declarations = { files: Record<string, string>; options: ts.CompilerOptions };

/** Reads the declarations. @throws Error if a module that a cell imports can't be found */
export function declarations(): Declarations {
  const compiler = compilerAt(NOTEBOOKS);
  const refused = compiler.check(importsOfAll());
  if ("refused" in refused)
    throw new Error(refused.refused.map(({ message }) => message).join("\n"));
  const read = compiler.files();
  const packages = new Set(read.map(packageFile).filter((file) => file !== undefined));
  const files = [...read, ...packages, ...OWN].map((file) => [inPage(file), textOf(file)]);
  return {
    files: Object.fromEntries(files) as Record<string, string>,
    options: optionsInPage(compiler.options),
  };
}

/** A cell that imports every module that a chapter's cell imports. */
function importsOfAll(): string {
  const cells = chapters().flatMap((file) => codeCells(readNotebook(file)));
  const modules = cells.flatMap(({ source }) =>
    [...joined(source).matchAll(/\bfrom "([^"]+)"/g)].map(([, module = ""]) => module),
  );
  return [...new Set(modules)]
    .map((module, at) => `import * as m${at} from "${module}";`)
    .join("\n");
}

/** The folders that cells import from, whose package.json says where their declarations are. */
const OWN = ["lib", "notebooks/exercises"].map((folder) => path.join(ROOT, folder, "package.json"));

/** The package.json of the package that a file is of: by it imports are resolved. */
function packageFile(file: string): string | undefined {
  const [folder] = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [];
  return folder === undefined ? undefined : `${folder}/package.json`;
}

const inPage = (file: string) => `/${path.relative(ROOT, file).split(path.sep).join("/")}`;

/** Returns a file without what a reader of completions never sees. */
function textOf(file: string): string {
  const text = readFileSync(file, "utf8");
  if (file.endsWith("package.json")) return resolutionOf(text);
  const isOwn = !file.includes("/node_modules/");
  return isOwn ? text.replace(/^\/\/# sourceMappingURL.*$/m, "") : withoutComments(file, text);
}

function resolutionOf(text: string): string {
  const { name, version, types, typings, main, exports, typesVersions } = JSON.parse(
    text,
  ) as Record<string, unknown>;
  return JSON.stringify({ name, version, types, typings, main, exports, typesVersions });
}

function withoutComments(file: string, text: string): string {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const references = text.match(/^\/\/\/ <reference .*$/gm) ?? [];
  const printed = ts.createPrinter({ removeComments: true }).printFile(source);
  return [...references, printed.replace(/^ +/gm, "")].join("\n");
}

/** The options of cells, with paths of the page. */
const optionsInPage = ({ configFilePath: _, ...options }: ts.CompilerOptions): ts.CompilerOptions =>
  JSON.parse(
    JSON.stringify(options).replaceAll(JSON.stringify(ROOT).slice(1, -1), ""),
  ) as ts.CompilerOptions;
