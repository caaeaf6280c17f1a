import ts from "typescript";

/** Files that never change: the declarations of the language and of packages. */
const unchanging = ts.createDocumentRegistry();

/**
 * Keeps the parsed files of a compiler. All compilers of a process share those that never change,
 * because parsing them takes nine tenths of what a new compiler takes.
 *
 * @param isUnchanging Whether a file never changes
 */
export function documents(isUnchanging: (file: string) => boolean): ts.DocumentRegistry {
  const own = ts.createDocumentRegistry();
  /** The method of the registry that has the file. */
  const of = <K extends keyof ts.DocumentRegistry>(method: K) =>
    ((file: string, ...rest: unknown[]) => {
      const registry = isUnchanging(file) ? unchanging : own;
      return (registry[method] as (...all: unknown[]) => unknown)(file, ...rest);
    }) as ts.DocumentRegistry[K];
  return {
    ...own,
    acquireDocument: of("acquireDocument"),
    acquireDocumentWithKey: of("acquireDocumentWithKey"),
    updateDocument: of("updateDocument"),
    updateDocumentWithKey: of("updateDocumentWithKey"),
    releaseDocument: of("releaseDocument"),
    releaseDocumentWithKey: of("releaseDocumentWithKey"),
  };
}
