import ts from "typescript";

/** Merges the imports of several cells: cells may repeat an import, a module may not. */
export class Imports {
  /** The imports from each module, by their name in the cells. */
  readonly #named = new Map<string, Map<string, string>>();
  readonly #others = new Set<string>();

  /** Adds the imports of a cell. Returns its lines, with the imports blanked. */
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

  /** The merged import statements. */
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
      // One cell may import as a type what another one imports as a value.
      const text = element.getText(file).replace(/^type /, "");
      const before = names.get(element.name.text);
      if (before !== undefined && before !== text)
        throw new Error(`Cells import different things as ${element.name.text} from ${specifier}.`);
      names.set(element.name.text, text);
    }
  }
}
