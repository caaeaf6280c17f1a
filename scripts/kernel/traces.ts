/** Where errors happened, in the words of the notebook: the cell's own lines, and nothing of the kernel, of Node or of packages. */
import { SourceMap, type SourceMapPayload } from "node:module";
import path from "node:path";
import { inspect } from "node:util";
import type { Origin } from "../cell/edits";
import { inCellWords } from "../cell/rewrite";

type Source = { map: SourceMap; lines: string[]; name: string; origin: Origin };
type Frame = { place: string; code: string };

/** What Jupyter wants to know of an error. */
export type ErrorContent = { ename: string; evalue: string; traceback: string[] };

const LONGEST_LINE = 100;

export class Traces {
  readonly #sources = new Map<string, Source>();
  readonly #frames = new WeakMap<Error, Frame[]>();
  #current = "";

  constructor(private readonly folder: string) {}

  /** From now on, stacks of errors name cells. */
  install(): void {
    Error.prepareStackTrace = (error, sites) => this.#prepared(error, sites);
  }

  /** A cell is going to run, compiled under this name. */
  addCell(file: string, source: string, map: string, origin: Origin): void {
    this.#sources.set(file, { map: readMap(map), lines: source.split("\n"), name: file, origin });
    this.#current = file;
  }

  /** Notes a file of the learner's. */
  addFile(file: string, map: string): void {
    this.#sources.set(file, { map: readMap(map), lines: [], name: path.relative(this.folder, file), origin: (line, column) => ({ line, column }) });
  }

  /** An error that ended a cell: what it is, and which lines led there. */
  contentOf(error: unknown): ErrorContent {
    if (!(error instanceof Error)) {
      const shown = inspect(error);
      return { ename: "Error", evalue: shown, traceback: [`Thrown: ${shown}`] };
    }
    const frames = this.#framesOf(error);
    const places = frames.map(({ place, code }) => `    at ${place}${code === "" ? "" : `: ${code}`}`);
    return { ename: error.name, evalue: inCellWords(error.message), traceback: [headOf(error), ...causesOf(error), ...places] };
  }

  #framesOf(error: Error): Frame[] {
    // Reading the stack makes V8 prepare it.
    void error.stack;
    return this.#frames.get(error) ?? [];
  }

  #prepared(error: Error, sites: NodeJS.CallSite[]): string {
    const frames = sites.flatMap((site) => this.#frameOf(site));
    this.#frames.set(error, frames);
    return [`${error.name}: ${inCellWords(error.message)}`, ...frames.map(({ place }) => `    at ${place}`)].join("\n");
  }

  #frameOf(site: NodeJS.CallSite): Frame[] {
    const file = site.getFileName() ?? "";
    const source = this.#sources.get(file);
    if (source === undefined) return [];
    const line = lineOf(source, (site.getLineNumber() ?? 1) - 1, (site.getColumnNumber() ?? 1) - 1);
    const called = site.getFunctionName();
    const inFile = file === this.#current ? `line ${line}` : `${source.name}, line ${line}`;
    const code = source.lines[line - 1]?.trim() ?? "";
    return [{ place: called === null || called === "" ? inFile : `${called} (${inFile})`, code: code.length > LONGEST_LINE ? `${code.slice(0, LONGEST_LINE)}…` : code }];
  }
}

const readMap = (map: string) => new SourceMap(JSON.parse(map) as SourceMapPayload);

/** The line, from 1, of a place in what was compiled. */
function lineOf({ map, origin }: Source, line: number, column: number): number {
  const place = origin(line, column);
  const { originalLine = 0 } = map.findEntry(place.line, place.column) as { originalLine?: number };
  return originalLine + 1;
}

/** An error in a sentence: a library may have a shorter form of its own. */
function headOf(error: Error): string {
  const hasOwnForm = inspect.custom in error;
  return hasOwnForm ? inspect(error) : inCellWords(`${error.name}: ${error.message}`);
}

function causesOf(error: Error): string[] {
  const hasOwnForm = inspect.custom in error;
  const causes = error instanceof AggregateError ? (error.errors as unknown[]) : error.cause === undefined || hasOwnForm ? [] : [error.cause];
  return causes.map((cause) => `  because of ${cause instanceof Error ? headOf(cause) : inspect(cause)}`);
}
