/** Stack traces for learners: the cell's own lines, and nothing of the kernel, Node or packages. */
import { SourceMap, type SourceMapPayload } from "node:module";
import path from "node:path";
import { inspect } from "node:util";
import { beginning } from "../../lib/print/cut";
import { visibleLines } from "../../lib/print/escape";
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
/** Frames that are shown, and causes. */
const MAX_FRAMES = 10;
/** More of a message makes a page slow; Node cuts strings that it shows at the same length. */
const LONGEST_MESSAGE = 10_000;

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
  addFile(file: string, source: string, map: string, origin: Origin): void {
    const name = path.relative(this.folder, file);
    this.#sources.set(file, { map: readMap(map), lines: source.split("\n"), name, origin });
  }

  /**
   * Formats an error that ended the newest cell. If it names no line of the cell, it came from an
   * `await`.
   */
  contentOfCell(error: unknown): ErrorContent {
    const content = this.contentOf(error);
    if (!isError(error) || this.#framesOf(error).some(({ isOfNewest }) => isOfNewest))
      return content;
    const frame = this.#awaitingFrame();
    const line = frame === undefined ? [] : shownFrames([frame]);
    return { ...content, traceback: [...content.traceback, ...line] };
  }

  /**
   * Formats an error, with the lines that led to it. Never throws, whatever was thrown: that would
   * end the kernel.
   */
  contentOf(error: unknown): ErrorContent {
    if (!isError(error)) {
      const shown = shownValue(error);
      return { ename: "Error", evalue: shown, traceback: [`Thrown: ${shown}`] };
    }
    const frames = shownFrames(this.#framesOf(error));
    const traceback = [headOf(error), ...shortened(causesOf(error)), ...frames];
    return { ename: nameOf(error), evalue: cut(messageOf(error)), traceback };
  }

  #awaitingFrame(): Frame | undefined {
    const source = this.#sources.get(this.#current);
    const place = this.#awaiting();
    if (source === undefined || place === undefined) return undefined;
    return this.#frameAt(source, mapped(source, place), undefined);
  }

  #framesOf(error: Error): Frame[] {
    // Reading the stack makes V8 prepare it.
    attempt(() => error.stack, undefined);
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
    const isLong = text.length > MAX_LINE_LENGTH;
    const code = visibleLines(isLong ? `${beginning(text, MAX_LINE_LENGTH)}…` : text);
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

/** The result of reading something of the learner's, whose getters and proxies may throw. */
function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

const isError = (error: unknown): error is Error => attempt(() => error instanceof Error, false);

/** Any value may be an error's name or message, or none: Error.captureStackTrace() takes any object. */
const nameOf = (error: Error): string => attempt(() => String(error.name ?? "Error"), "Error");

const messageOf = (error: Error): string =>
  attempt(() => inCellWords(String(error.message ?? "")), "");

function headLine(error: Error): string {
  const message = messageOf(error);
  return message === "" ? nameOf(error) : `${nameOf(error)}: ${message}`;
}

/** Describes an error in one sentence; a library may define a shorter form of its own. */
const headOf = (error: Error): string =>
  cut(hasOwnForm(error) ? attempt(() => inspect(error), headLine(error)) : headLine(error));

const hasOwnForm = (error: Error) => attempt(() => inspect.custom in error, false);

const shownValue = (value: unknown): string =>
  cut(attempt(() => inspect(value), "a value that throws an error when it is shown"));

/** Cuts a long text. An escape sequence for terminals in it is shown, and does nothing. */
function cut(text: string): string {
  const shown = beginning(text, LONGEST_MESSAGE);
  const more = text.length - shown.length;
  return visibleLines(more === 0 ? shown : `${shown}… ${more} more characters`);
}

/** Describes the causes of an error, and their causes. */
function causesOf(error: Error, known: readonly unknown[] = [error]): string[] {
  return directCausesOf(error)
    .filter((one) => !known.includes(one))
    .flatMap((one) => {
      if (!isError(one)) return [`  because of ${shownValue(one)}`];
      if (known.length > MAX_FRAMES) return [`  because of ${headOf(one)}`];
      return [`  because of ${headOf(one)}`, ...causesOf(one, [...known, one])];
    });
}

function directCausesOf(error: Error): unknown[] {
  return attempt(() => {
    if (error instanceof AggregateError) return [...(error.errors as unknown[])];
    return error.cause === undefined || hasOwnForm(error) ? [] : [error.cause];
  }, []);
}
