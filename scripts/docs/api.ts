import path from "node:path";
import type { TypeDocOptions } from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";
import { ROOT } from "../notebooks/notebook";

/** Writes the reference of the library, from its docstrings, as a page of Markdown. @throws Error if a docstring names what isn't there */
export async function writeApi(folder: string): Promise<void> {
  const { Application } = await import("typedoc");
  const options: Partial<TypeDocOptions & PluginOptions> = {
    name: "The library",
    entryPoints: [path.join(ROOT, "lib", "index.ts")],
    tsconfig: path.join(ROOT, "tsconfig.json"),
    plugin: ["typedoc-plugin-markdown"],
    outputs: [{ name: "markdown", path: folder }],
    outputFileStrategy: "members",
    entryFileName: "index",
    readme: "none",
    hidePageHeader: true,
    hideBreadcrumbs: true,
    excludePrivate: true,
    excludeProtected: true,
    disableSources: true,
    useCodeBlocks: true,
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
  if (app.logger.hasErrors() || app.logger.hasWarnings()) throw new Error("TypeDoc has found something to mend: see above.");
}
