/** Runs sequences of cells as modules in Node: a kernel must print the same. */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import ts from "typescript";
import type { Sequence } from "../cell/sequences";
import { cellOptions } from "./compiler-options";

const LIBRARY = "library.mjs";
const COMPILED_LIBRARY = path.resolve(__dirname, "../../lib/index.js");

/** Node finds no names in the compiled index, which loads each module at its first use. */
function libraryAsModule(): string {
  const file = JSON.stringify(COMPILED_LIBRARY);
  const names = Object.keys(createRequire(__filename)(COMPILED_LIBRARY) as object);
  return `import library from ${file};\nexport const { ${names.join(", ")} } = library;\n`;
}

/** Imports the modules one after another in one process, and prints the output of each. */
const IMPORTING = `
const said = [];
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (text) => ((said[said.length - 1] += text), true);
for (const module of process.argv.slice(2)) {
  said.push("");
  await import(module).catch((error) => console.log("THROWN", error));
}
write(JSON.stringify(said));
`;

/**
 * Runs each sequence as one module, and returns what each printed.
 *
 * @param folder The folder for the modules, inside the project, so that they find its packages
 */
export function saidByNode(sequences: readonly Sequence[], folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, LIBRARY), libraryAsModule());
  const modules = sequences.map((sequence, index) => {
    for (const [name, text] of Object.entries(sequence.files ?? {}))
      writeModule(folder, name, text);
    return writeModule(folder, `sequence-${index}.ts`, sequence.cells.join("\n;\n"));
  });
  const main = path.join(folder, "main.mjs");
  writeFileSync(main, IMPORTING);
  const said = execFileSync(process.execPath, [main, ...modules], { encoding: "utf8" });
  return JSON.parse(said) as string[];
}

function writeModule(folder: string, name: string, text: string): string {
  const file = path.join(folder, name.replace(/\.ts$/, ".mjs"));
  const compilerOptions = { ...cellOptions(), sourceMap: false };
  const { outputText } = ts.transpileModule(text, { fileName: name, compilerOptions });
  const named = outputText.replace(/(?<=["'])(\.\/\w+)(?=["'])/g, "$1.mjs");
  writeFileSync(file, named.replaceAll(/(?<=["'])\.\.\/lib(?=["'])/g, `./${LIBRARY}`));
  return file;
}
