import ts from "typescript";
import { Compiler, completeness, UNCHANGING } from "../cell/compiler";
import { cellOptions } from "./compiler-options";

export { completeness };

/**
 * Returns a compiler for cells that reads the disk.
 *
 * @param folder The folder that relative imports of cells start from
 */
export function compilerAt(folder: string): Compiler {
  const { sys } = ts;
  return new Compiler({
    folder: folder.replaceAll("\\", "/"),
    options: cellOptions(),
    read: (file) => sys.readFile(file),
    // Packages don't change while a kernel runs.
    versionOf: (file) =>
      file.includes("/node_modules/") ? UNCHANGING : String(sys.getModifiedTime?.(file)?.getTime()),
    exists: (file) => sys.fileExists(file),
    isFolder: (path) => sys.directoryExists(path),
    folders: (path) => sys.getDirectories(path),
    defaultLibrary: (options) => ts.getDefaultLibFilePath(options),
    isCaseSensitive: sys.useCaseSensitiveFileNames,
  });
}
