import ts from "typescript";

/**
 * The imports of several cells as one list: cells repeat what others import, and in one module
 * a name may be imported once.
 */
export class Imports {
  /** What is imported from each module, by the name that it has in the cells. */
  readonly #named = new Map<string, Map<string, string>>();
  readonly #others = new Set<string>();

  /** Adds the imports of a cell. Returns its other lines; those of the imports become empty. */
  take(source: string): string[] {
    const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest, true);
    let rest = source;
    for (const statement of file.statements.filter(ts.isImportDeclaration).reverse()) {
      const [start, end] = [statement.getStart(file), statement.getEnd()];
      rest =
        rest.slice(0, start) + source.slice(start, end).replace(/[^\n]/g, " ") + rest.slice(end);
      this.#add(statement, file);
    }
    return rest.split("\n");
  }

  /** The statements that import all of it. */
  text(): string[] {
    const named = [...this.#named].map(
      ([specifier, names]) => `import { ${[...names.values()].join(", ")} } from "${specifier}";`,
    );
    return [...this.#others, ...named];
  }

  #add(statement: ts.ImportDeclaration, file: ts.SourceFile): void {
    const { importClause, moduleSpecifier } = statement;
    const bindings = importClause?.namedBindings;
    if (importClause?.name || bindings === undefined || !ts.isNamedImports(bindings)) {
      this.#others.add(statement.getText(file));
      return;
    }
    const { text: specifier } = moduleSpecifier as ts.StringLiteral;
    const names = this.#named.get(specifier) ?? new Map<string, string>();
    this.#named.set(specifier, names);
    for (const element of bindings.elements) {
      // A type that one cell imports as such may be a value for another.
      const text = element.getText(file).replace(/^type /, "");
      const before = names.get(element.name.text);
      if (before !== undefined && before !== text)
        throw new Error(`Cells import two things as ${element.name.text} from ${specifier}.`);
      names.set(element.name.text, text);
    }
  }
}
