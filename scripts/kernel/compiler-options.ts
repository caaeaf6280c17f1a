import path from "node:path";
import ts from "typescript";

const ROOT = path.resolve(__dirname, "../../..");

/**
 * Returns the options that cells are compiled with, from `notebooks/tsconfig.json`.
 *
 * @throws Error if the file is invalid
 */
export function cellOptions(): ts.CompilerOptions {
  const file = path.join(ROOT, "notebooks", "tsconfig.json");
  // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- so TypeScript types it
  const { config, error } = ts.readConfigFile(file, (name) => ts.sys.readFile(name));
  // Only the options are of interest, so no folder is searched for files.
  const host: ts.ParseConfigHost = { ...ts.sys, readDirectory: () => [] };
  const parsed = ts.parseJsonConfigFileContent(config, host, path.dirname(file), undefined, file);
  const [fault] = [error, ...parsed.errors].filter(
    (one) => one !== undefined && one.code !== NO_INPUTS,
  );
  if (fault !== undefined)
    throw new Error(ts.flattenDiagnosticMessageText(fault.messageText, "\n"));
  return parsed.options;
}

/** Returns what a program of TypeScript reads files with: as tsc, without their documentation. */
export function compilerHost(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  host.jsDocParsingMode = ts.JSDocParsingMode.ParseForTypeErrors;
  return host;
}

const NO_INPUTS = 18003;
