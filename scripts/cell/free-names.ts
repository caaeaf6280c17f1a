import ts from "typescript";

/**
 * Returns the names in a file that refer to something outside it, and those that it declares at its
 * top level. Names of properties aren't among them, nor names that a function or block declares.
 */
export function freeNames(file: ts.SourceFile, checker: ts.TypeChecker): string[] {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !isPropertyName(node) && !isLocal(symbolOf(node, checker), file))
      found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...found];
}

/** Whether this name only means something in the object or type before it or around it. */
function isPropertyName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isBindingElement(parent) || ts.isImportSpecifier(parent))
    return parent.propertyName === node;
  return (
    (ts.isPropertyAccessExpression(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isClassElement(parent) ||
      ts.isTypeElement(parent)) &&
    parent.name === node
  );
}

/** In `{ id }` and `export { id }` the symbol that they refer to, not the one that they make. */
function symbolOf(node: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent))
    return checker.getShorthandAssignmentValueSymbol(parent);
  if (ts.isExportSpecifier(parent)) return checker.getExportSpecifierLocalTargetSymbol(parent);
  return checker.getSymbolAtLocation(node);
}

/** Whether all declarations of a symbol are inside this file, below its top level. */
function isLocal(symbol: ts.Symbol | undefined, file: ts.SourceFile): boolean {
  const { locals } = file as ts.SourceFile & { locals?: Map<ts.__String, ts.Symbol> };
  if (symbol?.declarations === undefined) return false;
  const atTop = locals?.get(symbol.escapedName);
  return (
    symbol.declarations.every((one) => ts.findAncestor(one, ts.isSourceFile) === file) &&
    atTop !== symbol &&
    (atTop === undefined || whatIsDeclared(atTop) !== symbol)
  );
}

/** The symbol that an exported declaration makes: the local one, of its name, has no meaning. */
export const whatIsDeclared = (symbol: ts.Symbol): ts.Symbol =>
  (symbol as ts.Symbol & { exportSymbol?: ts.Symbol }).exportSymbol ?? symbol;
