/**
 * Turns the JavaScript of a cell into a function that runs it as part of the notebook's program.
 * Each top-level declaration of a cell becomes a variable of the notebook, shared with all
 * functions and all other cells. No line is added, so that line numbers in stack traces stay right.
 *
 * Nothing here needs Node: the exported site is to run cells in the page by the same rules.
 */
import { parse } from "acorn";
import { analyze, type Reference, type Scope, type Variable as Binding } from "eslint-scope";
import { traverse, VisitorOption } from "estraverse";
import type * as Tree from "estree";
import { Edits, type Origin } from "./edits";
import type { Kind } from "./variables";

/** The name of the program in a compiled cell. */
const PROGRAM = "__$";
const MODULE = "__$m";
const FLAG = "__$f";
const variable = (name: string) => `__$_${name}`;

/**
 * Rewrites a message of the JavaScript engine, so that variables have the names that they have in
 * the cell.
 */
export const inCellWords = (message: string): string =>
  message
    .replace(/\(0 ?, ?__\$_([\p{ID_Continue}$]+)\.v\)/gu, "$1")
    .replace(/__\$_([\p{ID_Continue}$]+)\.v/gu, "$1")
    .replace(/__\$\.resumed(\(\.\.\.\)| is not a function or its return value)/g, "(awaited value)")
    .replace(/__\$\.(?=import\b|meta\b|set(Timeout|Interval|Immediate)\b)/g, "");

type Placed<T extends Tree.Node> = T & { start: number; end: number };
type Node = Placed<Tree.Node>;

const at = (
  node: Tree.Node | Tree.MaybeNamedFunctionDeclaration | Tree.MaybeNamedClassDeclaration,
) => node as Node;

export type Rewritten = {
  /**
   * The code of a function that takes the program, and resolves with `{ value }` of the cell's last
   * expression.
   */
  expression: string;
  /** Maps a place in it to the cell's JavaScript. */
  origin: Origin;
};

/** The engine's timers. Those that a cell sets end with it when it is interrupted. */
const TIMERS = new Set(["setTimeout", "setInterval", "setImmediate"]);

/**
 * Rewrites a cell.
 *
 * @param js A module, without types
 * @param kindOf Returns how an earlier cell declared a name
 * @throws SyntaxError
 */
export function rewrite(js: string, kindOf: (name: string) => Kind | undefined): Rewritten {
  return new Rewriting(js, kindOf).result();
}

/**
 * Makes the loops, awaits and timers of a CommonJS module end with the cell that is interrupted. It
 * keeps its own variables.
 * @param program an expression for the program
 * @param meta an expression for what `import.meta` is
 * @throws SyntaxError also where it awaits at its top level, which no CommonJS module can
 */
export function interruptible(js: string, program: string, meta: string): Rewritten {
  return new Rewriting(js, () => undefined).ofModule(program, meta);
}

class Rewriting {
  readonly #edits: Edits;
  readonly #program: Placed<Tree.Program>;
  /** Code that imports modules. It comes first, because a hoisted function may use them. */
  readonly #imports: string[] = [];
  readonly #prologue: string[] = [];
  /** Identifiers that refer to a variable of the notebook, and their replacements. */
  readonly #meant = new Map<Tree.Identifier, string>();
  /** The values of shorthand properties, `{ a }` and `{ a = 1 }`. */
  readonly #shorthands = new Set<Tree.Node>();
  /** Declarations of the notebook's variables; those inside blocks and functions aren't. */
  readonly #declarations = new Set<Tree.Node>();
  /** Offsets of statements that an opening bracket would join to the line before. */
  readonly #starts = new Set<number>();
  /** Functions that call something by its name: only these may recurse endlessly. */
  readonly #callers = new Set<Tree.Node>();
  /** The top-level awaits. */
  readonly #topAwaits = new Set<Tree.Node>();
  readonly #last: Tree.Node | undefined;
  #isCell = true;
  #meta = `${PROGRAM}.meta`;

  constructor(
    private readonly js: string,
    private readonly kindOf: (name: string) => Kind | undefined,
  ) {
    this.#edits = new Edits(js);
    this.#program = parse(js, {
      ecmaVersion: "latest",
      sourceType: "module",
      ranges: true,
    }) as unknown as Placed<Tree.Program>;
    this.#last = this.#program.body.findLast(
      (statement) => statement.type !== "ExportNamedDeclaration" || statement.declaration != null,
    );
  }

  result(): Rewritten {
    // A hashbang must be at the very start, which the prefix takes: it becomes a comment.
    if (this.js.startsWith("#!")) this.#edits.replace(0, "#!".length, "//");
    for (const binding of this.#analyze()) this.#declare(binding);
    this.#edit();
    const prologue = [`const ${FLAG} = ${PROGRAM}.flag;`, ...this.#imports, ...this.#prologue].join(
      " ",
    );
    const { text, origin } = this.#edits.apply(
      `(async function (${PROGRAM}) { "use strict"; ${prologue} `,
    );
    return { expression: `${text}\n})`, origin };
  }

  ofModule(program: string, meta: string): Rewritten {
    // An ECMAScript module, which Node loads as that.
    if (this.#program.body.some(({ type }) => /^(Import|Export)\w*Declaration$/.test(type)))
      return { expression: this.js, origin: (line, column) => ({ line, column }) };
    this.#isCell = false;
    this.#meta = meta;
    this.#analyze();
    this.#edit();
    if (this.#topAwaits.size > 0) throw new SyntaxError(NO_TOP_AWAIT);
    const { text, origin } = this.#edits.apply(
      `"use strict"; const ${PROGRAM} = ${program}, ${FLAG} = ${PROGRAM}.flag; `,
    );
    return { expression: text, origin };
  }

  #edit(): void {
    this.#lookAtFunctions();
    const enter = this.#enter.bind(this);
    traverse(this.#program, {
      enter: (node, parent) => enter(at(node), parent),
      fallback: "iteration",
    });
  }

  /** Finds the variable that each identifier refers to. Returns what is declared here. */
  #analyze(): Binding[] {
    const scopes = analyze(this.#program, {
      ecmaVersion: 2025,
      sourceType: "module",
      fallback: "iteration",
    });
    const module = scopes.scopes.find(({ type }) => type === "module");
    if (module === undefined) throw new Error("A cell is always a module.");
    for (const reference of (scopes.globalScope as Scope).through)
      this.#resolveElsewhere(reference);
    return module.variables;
  }

  #lookAtFunctions(): void {
    const functions: Tree.Node[] = [];
    const enter = (node: Tree.Node) => {
      const caller = functions.at(-1);
      if (caller === undefined && isAwait(node)) this.#topAwaits.add(node);
      if (isFunction(node)) functions.push(node);
      else if (caller !== undefined && isCallByName(node)) this.#callers.add(caller);
    };
    const leave = (node: Tree.Node) => void (isFunction(node) && functions.pop());
    traverse(this.#program, { enter, leave, fallback: "iteration" });
  }

  #declare({ name, defs, references }: Binding): void {
    const kinds = defs.map(kindOfDefinition);
    const kind = kinds.includes("function") ? "function" : kinds[0];
    if (kind === undefined) return;
    for (const reference of references) {
      if (reference.identifier.type !== "Identifier") continue;
      this.#meant.set(
        reference.identifier,
        this.#use(name, kind, reference.isWrite() && reference.init !== true),
      );
    }
    for (const { type, parent, name: identifier } of defs) {
      if (type !== "Variable" || parent == null) continue;
      this.#declarations.add(parent);
      this.#meant.set(identifier, `${variable(name)}.v`);
    }
    if (kind === "function")
      this.#prologue.push(
        `const ${variable(name)} = ${PROGRAM}.initialized("${name}", "function", ${name});`,
      );
    else if (kind === "var")
      this.#prologue.push(`let ${variable(name)} = ${PROGRAM}.declared("${name}", "var");`);
    else if (kind !== "import")
      this.#prologue.push(`let ${variable(name)} = ${PROGRAM}.announced("${name}");`);
  }

  /** Resolves a name that this cell doesn't declare: an earlier cell's, or the engine's. */
  #resolveElsewhere(reference: Reference): void {
    const { identifier } = reference;
    if (identifier.type !== "Identifier") return;
    const { name } = identifier;
    const kind = this.kindOf(name);
    if (kind === undefined) {
      if (TIMERS.has(name)) this.#meant.set(identifier, `${PROGRAM}.${name}`);
      return;
    }
    this.#meant.set(identifier, this.#use(name, kind, reference.isWrite()));
    const declaration = `const ${variable(name)} = ${PROGRAM}.variable("${name}");`;
    if (!this.#prologue.includes(declaration)) this.#prologue.push(declaration);
  }

  #use(name: string, kind: Kind, isWritten: boolean): string {
    const isConstant = kind === "const" || kind === "import";
    return isWritten && isConstant ? `${PROGRAM}.constant("${name}").v` : `${variable(name)}.v`;
  }

  #enter(node: Node, parent: Tree.Node | null): VisitorOption | undefined {
    if (this.#isCell && node === this.#last && node.type === "ExpressionStatement")
      this.#returns(node);
    else if (isInBody(parent)) this.#starts.add(node.start);
    if (node.type === "Identifier") this.#identifier(node, parent);
    else if (node.type === "VariableDeclaration" && this.#declarations.has(node))
      this.#variables(node, parent);
    else if (node.type === "ClassDeclaration" && this.#isCell && isTop(parent)) this.#class(node);
    else if (node.type === "ImportDeclaration") return this.#import(node);
    else if (isExport(node)) return this.#export(node);
    else if (node.type === "Property" && node.shorthand)
      this.#shorthands.add(node.value.type === "AssignmentPattern" ? node.value.left : node.value);
    else if (node.type === "AssignmentExpression" || node.type === "AssignmentPattern")
      this.#named(node);
    else if (node.type === "AwaitExpression")
      this.#wrap(node, `${PROGRAM}.resumed(${this.#epochAt(node)}, `, ")");
    else if (node.type === "ImportExpression")
      this.#edits.replace(node.start, node.start + "import".length, `${PROGRAM}.import`);
    else if (node.type === "MetaProperty" && node.meta.name === "import")
      this.#edits.replace(node.start, node.end, this.#meta);
    else if (isLoop(node)) this.#loop(node);
    else if (node.type === "CallExpression" && goesOnLater(node)) this.#callbacks(node);
    else if (isFunction(node) && this.#callers.has(node)) this.#caller(node);
    return undefined;
  }

  /**
   * Returns the last expression as the cell's result, wrapped, because a promise would be awaited.
   */
  #returns(statement: Placed<Tree.ExpressionStatement>): void {
    const end = this.js[statement.end - 1] === ";" ? statement.end - 1 : statement.end;
    this.#edits.before(statement.start, "return { value: (");
    this.#edits.after(end, ") }");
  }

  #identifier(node: Placed<Tree.Identifier>, parent: Tree.Node | null): void {
    const use = this.#meant.get(node);
    if (use === undefined || isDeclaratorName(node, parent)) return;
    if (
      (parent?.type === "CallExpression" && parent.callee === node) ||
      (parent?.type === "TaggedTemplateExpression" && parent.tag === node)
    ) {
      // Called as a property, it would get the variable as `this`.
      return this.#edits.replace(
        node.start,
        node.end,
        `${this.#starts.has(node.start) ? ";" : ""}(0, ${use})`,
      );
    }
    const isShorthand = this.#shorthands.has(node);
    this.#edits.replace(node.start, node.end, isShorthand ? `${node.name}: ${use}` : use);
  }

  /** Turns `const a = 1, { b } = c` into a list of assignments. */
  #variables(node: Placed<Tree.VariableDeclaration>, parent: Tree.Node | null): void {
    const [first] = node.declarations;
    if (first === undefined) return;
    this.#edits.replace(node.start, at(first).start, "");
    // The outermost of the nodes that end here comes first.
    if (!isLoopHead(node, parent) && this.js[node.end - 1] !== ";")
      this.#edits.after(node.end, ";");
    for (const declarator of node.declarations)
      this.#declarator(declarator as Placed<Tree.VariableDeclarator>, node.kind as Kind, parent);
  }

  #declarator(
    declarator: Placed<Tree.VariableDeclarator>,
    kind: Kind,
    parent: Tree.Node | null,
  ): void {
    const { id, init } = declarator;
    if (id.type === "Identifier")
      return this.#simpleDeclarator(declarator, id as Placed<Tree.Identifier>, kind, parent);
    if (init == null) return; // the head of a loop: the pattern is assigned to
    const ready =
      kind === "var"
        ? ["void 0"]
        : names(id).map((name) => `${variable(name)} = ${PROGRAM}.declared("${name}", "${kind}")`);
    this.#edits.before(declarator.start, `${ready.join(", ")}, (`);
    this.#edits.after(declarator.end, ")");
  }

  #simpleDeclarator(
    declarator: Placed<Tree.VariableDeclarator>,
    id: Placed<Tree.Identifier>,
    kind: Kind,
    parent: Tree.Node | null,
  ): void {
    const { init, end } = declarator;
    const own = variable(id.name);
    if (init == null) {
      const isTarget = parent?.type === "ForInStatement" || parent?.type === "ForOfStatement";
      const isReset = kind !== "var" || this.#isEnum(id.name, parent);
      const start = isTarget
        ? `${own}.v`
        : isReset
          ? `${own} = ${PROGRAM}.initialized("${id.name}", "${kind}", undefined)`
          : "void 0";
      return this.#edits.replace(id.start, id.end, start);
    }
    this.#edits.replace(id.start, id.end, kind === "var" ? `${own}.v` : own);
    const value = this.#behindSign(id.end);
    if (kind !== "var") {
      this.#edits.before(value, ` ${PROGRAM}.initialized("${id.name}", "${kind}",`);
      this.#edits.after(end, ")");
    }
    this.#giveName(init, id.name, value, end);
  }

  /**
   * Tells whether `(function (Color) { … })(Color || (Color = {}))` follows: an enum starts empty,
   * also when its cell runs again.
   */
  #isEnum(name: string, parent: Tree.Node | null): boolean {
    const filled = new RegExp(`^\\s*\\(function \\(${name.replaceAll("$", "\\$")}\\) \\{`);
    return (
      isTop(parent) &&
      this.#program.body.some(
        (statement) =>
          statement.type === "ExpressionStatement" &&
          filled.test(this.js.slice(at(statement).start)),
      )
    );
  }

  #class(node: Placed<Tree.ClassDeclaration>): void {
    if ((node.id as unknown) === null) return; // a default export
    this.#wrap(
      node,
      `${variable(node.id.name)} = ${PROGRAM}.initialized("${node.id.name}", "class", `,
      ");",
    );
  }

  #import(node: Placed<Tree.ImportDeclaration>): VisitorOption {
    this.#edits.replace(node.start, node.end, "");
    const module = `${MODULE}${this.#imports.length}`;
    this.#imports.push(
      `const ${module} = ${PROGRAM}.module(${JSON.stringify(node.source.value)});`,
    );
    for (const specifier of node.specifiers) {
      const { name } = specifier.local;
      const value =
        specifier.type === "ImportNamespaceSpecifier"
          ? module
          : `${module}[${JSON.stringify(importedName(specifier))}]`;
      this.#imports.push(
        `const ${variable(name)} = ${PROGRAM}.imported("${name}", () => ${value});`,
      );
    }
    return VisitorOption.Skip;
  }

  /** Removes `export`: an exported name is a variable of the notebook in any case. */
  #export(node: Export): VisitorOption | undefined {
    const declaration = "declaration" in node ? node.declaration : undefined;
    if (declaration != null) {
      const hasName =
        /Declaration$/.test(declaration.type) && (!("id" in declaration) || declaration.id != null);
      if (hasName) this.#edits.replace(node.start, at(declaration).start, "");
      else this.#exportDefault(node);
      return undefined;
    }
    if ("source" in node && node.source != null)
      this.#imports.push(`${PROGRAM}.module(${JSON.stringify(node.source.value)});`);
    this.#edits.replace(node.start, node.end, "");
    return VisitorOption.Skip;
  }

  /**
   * A value without a name is evaluated, and that is all. It may begin later, inside of brackets.
   */
  #exportDefault(node: Export): void {
    const [words = ""] = /^export\s+default/.exec(this.js.slice(node.start)) ?? [];
    this.#edits.replace(node.start, node.start + words.length, "void (");
    this.#edits.after(this.js[node.end - 1] === ";" ? node.end - 1 : node.end, ")");
  }

  /**
   * Gives an anonymous function the name of the variable it is assigned to, as JavaScript does for
   * variables.
   */
  #named(node: Placed<Tree.AssignmentExpression> | Placed<Tree.AssignmentPattern>): void {
    const { left, right } = node;
    if (left.type !== "Identifier" || !this.#meant.has(left)) return;
    if ("operator" in node && !/^(=|\|\|=|&&=|\?\?=)$/.test(node.operator)) return;
    this.#giveName(right, left.name, this.#behindSign(at(left).end), node.end);
  }

  #giveName(value: Tree.Node, name: string, start: number, end: number): void {
    const isAnonymous =
      value.type === "ArrowFunctionExpression" ||
      ((value.type === "FunctionExpression" || value.type === "ClassExpression") &&
        value.id == null);
    if (!isAnonymous || name === "__proto__") return;
    this.#edits.before(start, ` { ${name}:`);
    this.#edits.after(end, ` }.${name}`);
  }

  /**
   * Returns the offset after the `=` that follows, perhaps behind the bracket of `(a) = 1`. The value
   * itself may begin later, inside brackets.
   */
  #behindSign(position: number): number {
    const sign = /(?:\s|\)|\/\*[^]*?\*\/|\/\/[^\n]*\n)*(?:=|\|\|=|&&=|\?\?=)/y;
    sign.lastIndex = position;
    if (!sign.test(this.js)) throw new Error("An assignment has no operator.");
    return sign.lastIndex;
  }

  /** Makes each round of a loop check whether the cell was interrupted. */
  #loop(node: Loop): void {
    const body = at(node.body);
    if (body.type === "BlockStatement") this.#edits.before(body.start + 1, ` ${LOOK};`);
    else this.#wrap(body, `{ ${LOOK}; `, " }");
    if (node.type === "ForOfStatement" && node.await)
      this.#wrap(at(node.right), `${PROGRAM}.guarded(${this.#epochAt(node)}, `, ")");
  }

  /**
   * Returns code for the epoch. A top-level await also notes its place: an error without a stack,
   * such as one from a socket, is reported there.
   */
  #epochAt(node: Node): string {
    return this.#topAwaits.has(node) ? `${PROGRAM}.awaits(${node.start})` : `${PROGRAM}.epoch`;
  }

  /** Makes what `then()` and its like call check whether the cell was interrupted. */
  #callbacks(call: Tree.SimpleCallExpression): void {
    for (const argument of call.arguments)
      if (argument.type !== "SpreadElement") this.#wrap(at(argument), `${PROGRAM}.callback(`, ")");
  }

  /** Makes each call of a function that may call itself check whether the cell was interrupted. */
  #caller(node: AnyFunction): void {
    const body = at(node.body);
    if (body.type === "BlockStatement") this.#edits.before(body.start + 1, ` ${LOOK};`);
    else this.#wrap(body, `(${LOOK}, `, ")");
  }

  #wrap({ start, end }: Node, before: string, after: string): void {
    this.#edits.before(start, before);
    this.#edits.after(end, after);
  }
}

const NO_TOP_AWAIT =
  "A file that cells import can't await outside of functions. Export an async function, and await it in a cell.";

const isAwait = (node: Tree.Node) =>
  node.type === "AwaitExpression" || (node.type === "ForOfStatement" && node.await);

const isCallByName = (node: Tree.Node) =>
  node.type === "CallExpression" && node.callee.type === "Identifier";

/** Whether a promise will call what is given to this call. */
const goesOnLater = ({ callee }: Tree.SimpleCallExpression) =>
  callee.type === "MemberExpression" &&
  callee.property.type === "Identifier" &&
  !callee.computed &&
  /^(then|catch|finally)$/.test(callee.property.name);

/** Code that stops the cell if it was interrupted. */
const LOOK = `${FLAG}[0] === ${PROGRAM}.epoch || ${PROGRAM}.stop()`;

type AnyFunction =
  Tree.FunctionDeclaration | Tree.FunctionExpression | Tree.ArrowFunctionExpression;

const isFunction = (node: Tree.Node): node is AnyFunction =>
  /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);

type Loop = Placed<
  | Tree.WhileStatement
  | Tree.DoWhileStatement
  | Tree.ForStatement
  | Tree.ForInStatement
  | Tree.ForOfStatement
>;

type Export = Placed<
  Tree.ExportNamedDeclaration | Tree.ExportDefaultDeclaration | Tree.ExportAllDeclaration
>;

const isExport = (node: Node): node is Export =>
  /^Export(Named|Default|All)Declaration$/.test(node.type);

const isLoop = (node: Node): node is Loop =>
  /^(While|DoWhile|For|ForIn|ForOf)Statement$/.test(node.type);

const isTop = (parent: Tree.Node | null) =>
  parent !== null && /^(Program|Export\w+Declaration)$/.test(parent.type);

const isInBody = (parent: Tree.Node | null) =>
  parent !== null && /^(Program|BlockStatement|StaticBlock|SwitchCase)$/.test(parent.type);

const isLoopHead = (node: Tree.Node, parent: Tree.Node | null) =>
  (parent?.type === "ForStatement" && parent.init === node) ||
  ((parent?.type === "ForInStatement" || parent?.type === "ForOfStatement") &&
    parent.left === node);

const isDeclaratorName = (node: Tree.Node, parent: Tree.Node | null) =>
  parent?.type === "VariableDeclarator" && parent.id === node;

function kindOfDefinition({ type, parent }: Binding["defs"][number]): Kind {
  if (type === "FunctionName") return "function";
  if (type === "ClassName") return "class";
  if (type === "ImportBinding") return "import";
  return (parent as Tree.VariableDeclaration).kind as Kind;
}

function importedName(specifier: Tree.ImportSpecifier | Tree.ImportDefaultSpecifier): string {
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  const { imported } = specifier;
  return imported.type === "Identifier" ? imported.name : String(imported.value);
}

/** Returns the names that a pattern declares. */
function names(pattern: Tree.Pattern): string[] {
  if (pattern.type === "Identifier") return [pattern.name];
  if (pattern.type === "RestElement") return names(pattern.argument);
  if (pattern.type === "AssignmentPattern") return names(pattern.left);
  if (pattern.type === "ArrayPattern")
    return pattern.elements.flatMap((element) => (element === null ? [] : names(element)));
  if (pattern.type === "ObjectPattern")
    return pattern.properties.flatMap((property) =>
      names(property.type === "Property" ? property.value : property),
    );
  return [];
}
