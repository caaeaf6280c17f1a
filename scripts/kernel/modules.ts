/**
 * The modules that cells import: packages, Node's modules, and TypeScript files beside the
 * notebook.
 */
import { readFileSync, statSync } from "node:fs";
import Module, { createRequire } from "node:module";
import path from "node:path";
import { types } from "node:util";
import type ts from "typescript";
import { PROGRAM_SYMBOL } from "../cell/program";
import { interruptible, type Rewritten } from "../cell/rewrite";
import type { Traces } from "../cell/traces";
import type * as Options from "./compiler-options";
import { linesOf } from "./lines-of";

type Loaded = { _compile(code: string, file: string): void };
type Load = (module: Loaded, file: string) => void;
type Loader = { _extensions: Record<string, Load> };
type Write = (message: object, update?: boolean) => void;

const PROGRAM = `globalThis[Symbol.for(${JSON.stringify(PROGRAM_SYMBOL.description)})]`;
const META =
  '({ dirname: __dirname, filename: __filename, url: require("node:url").pathToFileURL(__filename).href })';

export class Modules {
  readonly #require: NodeJS.Require;
  /** The learner's own files that were loaded, with their modification times. */
  readonly #loaded = new Map<string, number>();

  /**
   * @param folder The folder that relative paths start from
   * @param write Displays a result at the running cell
   */
  constructor(
    private readonly folder: string,
    private readonly traces: Traces,
    private readonly write: Write,
  ) {
    this.#require = createRequire(path.join(folder, "cell.js"));
    const { _extensions: loaders } = Module as unknown as Loader;
    const compile: Load = (module, file) => module._compile(this.#compile(file), file);
    loaders[".ts"] = compile;
    this.#extend(loaders, ".js", compile);
    this.#extend(loaders, ".json", loaders[".json"] as Load);
  }

  /** Loads the learner's own files with `load`, and notes them, so that a change is noticed. */
  #extend(loaders: Loader["_extensions"], ending: string, load: Load): void {
    const original = loaders[ending] as Load;
    loaders[ending] = (module, file) => {
      if (!this.#isLearners(file)) return original(module, file);
      this.#note(file);
      load(module, file);
    };
  }

  #isLearners(file: string): boolean {
    const relative = path.relative(this.folder, file);
    return !path.isAbsolute(relative) && !/^\.\.[\\/]|(^|[\\/])node_modules[\\/]/.test(relative);
  }

  #note(file: string): void {
    this.#loaded.set(file, statSync(file).mtimeMs);
  }

  /** Returns a module's exports, as ECMAScript sees them. */
  load(specifier: string): object {
    this.#dropChanged();
    const exports: unknown = specifier === "tslab" ? this.#tslab() : this.#require(specifier);
    return namespaceOf(exports);
  }

  #compile(file: string): string {
    this.#note(file);
    const source = readFileSync(file, "utf8");
    const ts = typescript();
    const { CommonJS: module } = ts.ModuleKind;
    const { Bundler: moduleResolution } = ts.ModuleResolutionKind;
    const compilerOptions = {
      ...cellOptionsOnce(),
      module,
      moduleResolution,
      inlineSources: false,
    };
    const { outputText, sourceMapText } = ts.transpileModule(source, {
      fileName: file,
      compilerOptions,
    });
    const { expression, origin } = this.#interruptible(outputText, file);
    if (sourceMapText === undefined) return expression;
    const name = path.relative(this.folder, file);
    this.traces.addFile(file, name, source, linesOf(sourceMapText), origin);
    return expression;
  }

  #interruptible(js: string, file: string): Rewritten {
    try {
      return interruptible(js, PROGRAM, META);
    } catch (error) {
      const { message } = error as Error;
      const isFault = error instanceof SyntaxError && !/\(\d+:\d+\)$/.test(message);
      if (isFault) throw new SyntaxError(`${path.relative(this.folder, file)}: ${message}`);
      // Node says what is wrong with it, if anything is: a script may be what no module is.
      return { expression: js, origin: (line, column) => ({ line, column }) };
    }
  }

  /**
   * Drops the learner's own files from the cache if one has changed: others may have imported it.
   */
  #dropChanged(): void {
    const hasChanged = [...this.#loaded].some(
      ([file, time]) => statSync(file, { throwIfNoEntry: false })?.mtimeMs !== time,
    );
    if (!hasChanged) return;
    for (const file of this.#loaded.keys()) delete this.#require.cache[file];
    this.#loaded.clear();
  }

  /** Returns tslab's public API with its `display`, on top of this kernel. */
  #tslab(): unknown {
    // It would load a compiler of its own, only for its version number.
    const its = createRequire(this.#require.resolve("tslab"));
    const file = its.resolve("@tslab/typescript-for-tslab");
    const compiler = new Module(file);
    compiler.exports = typescript();
    compiler.loaded = true;
    its.cache[file] ??= compiler;
    (its("./jupyter.js") as { lastWriteDisplayData: Write }).lastWriteDisplayData = this.write;
    return its("./public.js");
  }
}

const load = createRequire(__filename);

/** It takes a while to load, and few notebooks have files of their own. */
const typescript = () => load("typescript") as typeof ts;

let options: ts.CompilerOptions | undefined;
const cellOptionsOnce = () =>
  (options ??= (load("./compiler-options") as typeof Options).cellOptions());

const namespaces = new WeakMap<object, object>();

/**
 * Returns a namespace: a CommonJS module has its exports as `default` too, unless it was compiled
 * from ECMAScript.
 */
function namespaceOf(exports: unknown): object {
  if (types.isModuleNamespaceObject(exports)) return exports as object;
  if (typeof exports === "object" && exports !== null && "__esModule" in exports) return exports;
  if ((typeof exports !== "object" && typeof exports !== "function") || exports === null)
    return { default: exports };
  const known = namespaces.get(exports);
  if (known !== undefined) return known;
  const namespace = Object.create(null, {
    ...Object.getOwnPropertyDescriptors(exports),
    default: { value: exports, enumerable: true },
  }) as object;
  namespaces.set(exports, namespace);
  return namespace;
}
