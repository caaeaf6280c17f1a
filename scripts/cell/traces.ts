/**
 * Stack traces for learners: the cell's own lines, and nothing of the kernel, the page, Node or
 * packages.
 */
import { beginning } from "../../lib/print/cut";
import { visibleLines } from "../../lib/print/escape";
import type { Origin, Place } from "./edits";
import type { Cell } from "./program";
import { inCellWords } from "./rewrite";

/** Returns the line in the source, from 1, of a place in its JavaScript. */
export type LineOf = (place: Place) => number;

type Source = { lineOf: LineOf; lines: string[]; name: string; origin: Origin };
type Frame = { place: string; code: string; isOfNewest: boolean };

/** Formats a value as Node's `util.inspect` does. */
export type Inspect = (value: unknown) => string;

/** By it a value defines a form of its own for `inspect`. */
const CUSTOM = Symbol.for("nodejs.util.inspect.custom");

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

  constructor(private readonly inspect: Inspect) {}

  /** Makes stacks of errors name cells. */
  install(): void {
    Error.stackTraceLimit = DEPTH;
    Error.prepareStackTrace = (error, sites) => this.#prepared(error, sites);
  }

  /**
   * Returns a unique name to compile a cell under, without spaces, as a sourceURL needs it. Silent
   * cells have the number of the one before.
   */
  nameFor(count: number): string {
    const name = `cell[${count}]`;
    let unique = name;
    for (let index = 2; this.#sources.has(unique); index++) unique = `${name}(${index})`;
    return unique;
  }

  /** Notes a cell that is about to run, compiled under this name. */
  addCell(
    file: string,
    source: string,
    lineOf: LineOf,
    { origin, awaiting }: Omit<Cell, "run">,
  ): void {
    const name = file.replace(/(?=[[(])/g, " ");
    this.#sources.set(file, { lineOf, lines: source.split("\n"), name, origin });
    this.#current = file;
    this.#awaiting = awaiting;
  }

  /** Notes one of the learner's own files. */
  addFile(file: string, name: string, source: string, lineOf: LineOf, origin: Origin): void {
    this.#sources.set(file, { lineOf, lines: source.split("\n"), name, origin });
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
      const shown = this.#shownValue(error);
      return { ename: "Error", evalue: shown, traceback: [`Thrown: ${shown}`] };
    }
    const frames = shownFrames(this.#framesOf(error));
    const traceback = [this.#headOf(error), ...shortened(this.#causesOf(error)), ...frames];
    return { ename: nameOf(error), evalue: cut(messageOf(error)), traceback };
  }

  /** Describes an error in one sentence; a library may define a shorter form of its own. */
  #headOf(error: Error): string {
    const line = headLine(error);
    return cut(hasOwnForm(error) ? attempt(() => this.inspect(error), line) : line);
  }

  #shownValue(value: unknown): string {
    return cut(attempt(() => this.inspect(value), "a value that throws an error when it is shown"));
  }

  /** Describes the causes of an error, and their causes. */
  #causesOf(error: Error, known: readonly unknown[] = [error]): string[] {
    return directCausesOf(error)
      .filter((one) => !known.includes(one))
      .flatMap((one) => {
        if (!isError(one)) return [`  because of ${this.#shownValue(one)}`];
        const line = `  because of ${this.#headOf(one)}`;
        return known.length > MAX_FRAMES ? [line] : [line, ...this.#causesOf(one, [...known, one])];
      });
  }

  #awaitingFrame(): Frame | undefined {
    const source = this.#sources.get(this.#current);
    const place = this.#awaiting();
    if (source === undefined || place === undefined) return undefined;
    return this.#frameAt(source, source.lineOf(place), undefined);
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
    // What a page evaluates has no file name, only the one that its sourceURL gives it.
    const source = this.#sources.get(site.getFileName() ?? site.getScriptNameOrSourceURL() ?? "");
    if (source === undefined) return [];
    const compiled = source.origin(
      (site.getLineNumber() ?? 1) - 1,
      (site.getColumnNumber() ?? 1) - 1,
    );
    return [this.#frameAt(source, source.lineOf(compiled), calledIn(site))];
  }

  #frameAt(source: Source, line: number, called: string | undefined): Frame {
    const isOfNewest = source === this.#sources.get(this.#current);
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
  // In a page cells are evaluated, and V8 calls what has no name there `eval`.
  if (name === null || name === "" || name === "eval") return undefined;
  if (site.isConstructor()) return `new ${name}`;
  const type = site.isToplevel() || name.includes(".") ? null : site.getTypeName();
  return type === null || type === "Object" ? name : `${type}.${name}`;
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

const hasOwnForm = (error: Error) => attempt(() => CUSTOM in error, false);

/** Cuts a long text. An escape sequence for terminals in it is shown, and does nothing. */
function cut(text: string): string {
  const shown = beginning(text, LONGEST_MESSAGE);
  const more = text.length - shown.length;
  return visibleLines(more === 0 ? shown : `${shown}… ${more} more characters`);
}

function directCausesOf(error: Error): unknown[] {
  return attempt(() => {
    if (error instanceof AggregateError) return [...(error.errors as unknown[])];
    return error.cause === undefined || hasOwnForm(error) ? [] : [error.cause];
  }, []);
}
