import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";

/**
 * Parts of TypeScript that neither check nor complete anything: its server, its build mode, code
 * fixes and refactorings, and what writes JavaScript. They are a third of it. What is kept refers to
 * them only where it would fix, refactor, build or write.
 */
const LEFT_OUT =
  /^src\/(server\/|typingsInstallerCore\/|typescript\/|deprecatedCompat\/|jsTyping\/|services\/(codefixes|refactors|_namespaces\/ts\.(codefix|refactor|server))|compiler\/(transformers\/(?!utilities|namedEvaluation)|tsbuild|executeCommandLine|builder))/;

/** What the worker needs of TypeScript's exports. */
const NEEDED = [
  "ScriptKind",
  "ScriptSnapshot",
  "ScriptTarget",
  "SymbolFlags",
  "createDocumentRegistry",
  "createLanguageService",
  "createSourceFile",
  "displayPartsToString",
  "findAncestor",
  "forEachChild",
  "isBindingElement",
  "isCallExpression",
  "isClassElement",
  "isExportDeclaration",
  "isExportSpecifier",
  "isIdentifier",
  "isImportDeclaration",
  "isImportSpecifier",
  "isNamedExports",
  "isNamespaceImport",
  "isNewExpression",
  "isPropertyAccessExpression",
  "isPropertyAssignment",
  "isQualifiedName",
  "isShorthandPropertyAssignment",
  "isSourceFile",
  "isStringLiteralLike",
  "isTypeElement",
  "unescapeLeadingUnderscores",
];

/**
 * Loads `typescript` as a module of which esbuild keeps only what is used. TypeScript is delivered
 * as one function around all of its files, each after a comment with its name, with one object of
 * all exports, which keeps everything.
 */
export const trimmedTypescript: Plugin = {
  name: "trimmed-typescript",
  setup(build) {
    build.onLoad({ filter: /[\\/]typescript[\\/]lib[\\/]typescript\.js$/ }, ({ path }) => ({
      contents: trimmed(readFileSync(path, "utf8")),
    }));
  },
};

function trimmed(source: string): string {
  const body = between(source, "var ts = {}; ((module) => {", "// Annotate the CommonJS export");
  const [head = "", ...files] = body.split(/^\/\/ (src\/\S+)\n/m);
  const kept = [head.replace('"use strict";', "")];
  for (let index = 0; index < files.length; index += 2)
    if (!LEFT_OUT.test(files[index] ?? "")) kept.push(files[index + 1] ?? "");
  return `${EXPORTED}${kept.map(removable).join("\n")}
    const ts = { ${NEEDED.join(", ")} };
    export default ts;`;
}

/** Returns the text between two others. @throws Error if TypeScript no longer has them */
function between(text: string, start: string, end: string): string {
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from === -1 || to === -1)
    throw new Error(
      "TypeScript is delivered in another form than before: adapt trimmed-typescript.ts to it.",
    );
  return text.slice(from + start.length, to);
}

const EXPORTED = `
  const __exported = (all) => { const module = {}; __export(module, all); return module; };\n`;

/** Writes the objects of exports so that esbuild may remove those that nothing uses. */
const removable = (code: string) =>
  code.replace(
    /^var (ts_\w+_exports\w*) = \{\};\n__export\(\1, (\{[\s\S]*?\n\})\);/gm,
    "var $1 = /* @__PURE__ */ __exported($2);",
  );
