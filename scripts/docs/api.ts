import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { TypeDocOptions } from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";
import { filesOf } from "./finish";
import { ROOT } from "../notebooks/notebook";

const ENTRY_POINT = path.join(ROOT, "lib", "index.ts");

/** TypeDoc's own index. The site has a better one, and Sphinx reports what that lacks. */
const ENTRY = "everything";

/**
 * Writes the reference of the library from its docstrings, a page of Markdown for each name.
 *
 * @throws Error if TypeDoc has warnings, such as a link to an unknown name
 */
export async function writeApi(folder: string): Promise<void> {
  const { Application } = await import("typedoc");
  const app = await Application.bootstrapWithPlugins(optionsFor(folder));
  // Not with everything that tsconfig.json includes: scripts and tests have no docstrings to show.
  app.options.setCompilerOptions([ENTRY_POINT], app.options.getCompilerOptions(app.logger), []);
  const project = await app.convert();
  if (project === undefined)
    throw new Error("TypeDoc could not read the library: correct the errors above.");
  app.validate(project);
  await app.generateOutputs(project);
  rmSync(path.join(folder, `${ENTRY}.md`));
  for (const file of filesOf(folder)) linkAddresses(path.join(folder, file));
  if (app.logger.hasErrors() || app.logger.hasWarnings())
    throw new Error("TypeDoc has warnings: correct the docstrings named above.");
}

function optionsFor(folder: string): Partial<TypeDocOptions & PluginOptions> {
  return {
    name: "The library",
    entryPoints: [ENTRY_POINT],
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
}

/** Turns an address alone on its line, from a docstring's `@see`, into a link. */
function linkAddresses(file: string): void {
  writeFileSync(file, readFileSync(file, "utf8").replace(/^https:\/\/\S+$/gm, "<$&>"));
}
