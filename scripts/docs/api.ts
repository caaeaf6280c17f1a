import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { TypeDocOptions } from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";
import { filesOf } from "./finish";
import { ROOT } from "../notebooks/notebook";

/** TypeDoc's own list of everything; the pages have a better one, and Sphinx tells what it lacks. */
const ENTRY = "everything";

/** Writes the reference of the library, from its docstrings, a page of Markdown for each of its names. @throws Error if a docstring names what isn't there */
export async function writeApi(folder: string): Promise<void> {
  const { Application } = await import("typedoc");
  const options: Partial<TypeDocOptions & PluginOptions> = {
    name: "The library",
    entryPoints: [path.join(ROOT, "lib", "index.ts")],
    tsconfig: path.join(ROOT, "tsconfig.json"),
    plugin: ["typedoc-plugin-markdown"],
    outputs: [{ name: "markdown", path: folder }],
    outputFileStrategy: "members",
    entryFileName: ENTRY,
    readme: "none",
    hidePageHeader: true,
    hideBreadcrumbs: true,
    excludePrivate: true,
    excludeProtected: true,
    disableSources: true,
    useCodeBlocks: true,
    parametersFormat: "table",
    typeDeclarationFormat: "table",
    tableColumnSettings: {
      hideSources: true,
      hideInherited: true,
      hideModifiers: true,
      hideOverrides: true,
    },
    pageTitleTemplates: { member: "{name}" },
    skipErrorChecking: true,
    excludeExternals: true,
    validation: { notExported: false },
    treatWarningsAsErrors: true,
    logLevel: "Warn",
  };
  const app = await Application.bootstrapWithPlugins(options);
  const project = await app.convert();
  if (project === undefined) throw new Error("TypeDoc could not read the library.");
  app.validate(project);
  await app.generateOutputs(project);
  rmSync(path.join(folder, `${ENTRY}.md`));
  for (const file of filesOf(folder)) linkAddresses(path.join(folder, file));
  if (app.logger.hasErrors() || app.logger.hasWarnings())
    throw new Error("TypeDoc has found something to mend: see above.");
}

/** A docstring's `@see` is an address alone in its line; in Markdown that is no link. */
function linkAddresses(file: string): void {
  writeFileSync(file, readFileSync(file, "utf8").replace(/^https:\/\/\S+$/gm, "<$&>"));
}
