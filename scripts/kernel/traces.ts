/** Stack traces for learners: the cell's own lines, and nothing of the kernel, Node or packages. */
import { SourceMap, type SourceMapPayload } from "node:module";
import path from "node:path";
import { inspect } from "node:util";
import type { Origin, Place } from "../cell/edits";
import type { Cell } from "../cell/program";
import { inCellWords } from "../cell/rewrite";

type Source = { map: SourceMap; lines: string[]; name: string; origin: Origin };
type Frame = { place: string; code: string; isOfNewest: boolean };

/** An error as Jupyter's protocol describes it. */
export type ErrorContent = { ename: string; evalue: string; traceback: string[] };

const MAX_LINE_LENGTH = 100;
/** How many frames are examined: a library may have many of its own above those of the cell. */
const DEPTH = 200;
/** How many frames are shown. */
const MAX_FRAMES = 10;

export class Traces {
  readonly #sources = new Map<string, Source>();
  readonly #frames = new WeakMap<Error, Frame[]>();
  #current = "";
  /** Returns where the newest cell awaits. */
  #awaiting: Cell["awaiting"] = () => undefined;

  constructor(private readonly folder: string) {}

  /** Makes stacks of errors name cells. */
  install(): void {
    Error.stackTraceLimit = DEPTH;
    Error.prepareStackTrace = (error, sites) => this.#prepared(error, sites);
  }

  /**
   * Returns a unique name to compile a cell under. Silent cells have the number of the one before.
   */
  nameFor(count: number): string {
    const name = `cell [${count}]`;
    let unique = name;
    for (let index = 2; this.#sources.has(unique); index++) unique = `${name} (${index})`;
    return unique;
  }

  /** Notes a cell that is about to run, compiled under this name. */
  addCell(
    file: string,
    source: string,
    map: string,
    { origin, awaiting }: Omit<Cell, "run">,
  ): void {
    this.#sources.set(file, { map: readMap(map), lines: source.split("\n"), name: file, origin });
    this.#current = file;
    this.#awaiting = awaiting;
  }

  /** Notes one of the learner's own files. */
  addFile(file: string, source: string, map: string): void {
    const name = path.relative(this.folder, file);
    const origin: Origin = (line, column) => ({ line, column });
    this.#sources.set(file, { map: readMap(map), lines: source.split("\n"), name, origin });
  }

  /**
   * Formats an error that ended the newest cell. If it names no line of the cell, it came from an
   * `await`.
   */
  contentOfCell(error: unknown): ErrorContent {
    const content = this.contentOf(error);
    if (!(error instanceof Error) || this.#framesOf(error).some(({ isOfNewest }) => isOfNewest))
      return content;
    const frame = this.#awaitingFrame();
    const line = frame === undefined ? [] : shownFrames([frame]);
    return { ...content, traceback: [...content.traceback, ...line] };
  }

  /** Formats an error, with the lines that led to it. */
  contentOf(error: unknown): ErrorContent {
    if (!(error instanceof Error)) {
      const shown = inspect(error);
      return { ename: "Error", evalue: shown, traceback: [`Thrown: ${shown}`] };
    }
    const frames = shownFrames(this.#framesOf(error));
    const traceback = [headOf(error), ...causesOf(error), ...frames];
    return { ename: error.name, evalue: inCellWords(error.message), traceback };
  }

  #awaitingFrame(): Frame | undefined {
    const source = this.#sources.get(this.#current);
    const place = this.#awaiting();
    if (source === undefined || place === undefined) return undefined;
    return this.#frameAt(source, mapped(source, place), undefined);
  }

  #framesOf(error: Error): Frame[] {
    // Reading the stack makes V8 prepare it.
    void error.stack;
    return this.#frames.get(error) ?? [];
  }

  #prepared(error: Error, sites: NodeJS.CallSite[]): string {
    const frames = sites.flatMap((site) => this.#frameOf(site));
    this.#frames.set(error, frames);
    const places = shortened(frames.map(({ place }) => place)).map((place) => `    at ${place}`);
    return [headLine(error), ...places].join("\n");
  }

  #frameOf(site: NodeJS.CallSite): Frame[] {
    const source = this.#sources.get(site.getFileName() ?? "");
    if (source === undefined) return [];
    const compiled = source.origin(
      (site.getLineNumber() ?? 1) - 1,
      (site.getColumnNumber() ?? 1) - 1,
    );
    return [this.#frameAt(source, mapped(source, compiled), calledIn(site))];
  }

  #frameAt(source: Source, line: number, called: string | undefined): Frame {
    const isOfNewest = source.name === this.#current;
    const inFile = isOfNewest ? `line ${line}` : `${source.name}, line ${line}`;
    const text = source.lines[line - 1]?.trim() ?? "";
    const code =
      text.length > MAX_LINE_LENGTH ? `${text.slice(0, MAX_LINE_LENGTH).toWellFormed()}…` : text;
    return { place: called === undefined ? inFile : `${called} (${inFile})`, code, isOfNewest };
  }
}

/** Returns the name of the called function, as Node prints it: a method with its class. */
function calledIn(site: NodeJS.CallSite): string | undefined {
  const name = site.getFunctionName();
  if (name === null || name === "") return undefined;
  if (site.isConstructor()) return `new ${name}`;
  const type = site.isToplevel() || name.includes(".") ? null : site.getTypeName();
  return type === null || type === "Object" ? name : `${type}.${name}`;
}

const readMap = (map: string) => new SourceMap(JSON.parse(map) as SourceMapPayload);

/** Returns the line in the source, from 1, of a place in the JavaScript. */
function mapped({ map }: Source, { line, column }: Place): number {
  const { originalLine = 0 } = map.findEntry(line, column) as { originalLine?: number };
  return originalLine + 1;
}

function shownFrames(frames: readonly Frame[]): string[] {
  const places = frames.map(({ place, code }) => (code === "" ? place : `${place}: ${code}`));
  return shortened(places).map((place) => `    at ${place}`);
}

/** Returns the newest frames; a recursive call appears once. */
function shortened(places: readonly string[]): string[] {
  const distinct = places.filter((place, index) => place !== places[index - 1]);
  const more = distinct.length - MAX_FRAMES;
  return [...distinct.slice(0, MAX_FRAMES), ...(more > 0 ? [`… ${more} more`] : [])];
}

function headLine({ name, message }: Error): string {
  return message === "" ? name : `${name}: ${inCellWords(message)}`;
}

/** Describes an error in one sentence; a library may define a shorter form of its own. */
const headOf = (error: Error): string => (hasOwnForm(error) ? inspect(error) : headLine(error));

const hasOwnForm = (error: Error) => inspect.custom in error;

/** Describes the causes of an error, and their causes. */
function causesOf(error: Error, known: readonly unknown[] = [error]): string[] {
  const { cause } = error;
  const single = cause === undefined || hasOwnForm(error) ? [] : [cause];
  const causes = error instanceof AggregateError ? (error.errors as unknown[]) : single;
  return causes
    .filter((one) => !known.includes(one))
    .flatMap((one) => {
      if (!(one instanceof Error)) return [`  because of ${inspect(one)}`];
      return [`  because of ${headOf(one)}`, ...causesOf(one, [...known, one])];
    });
}
