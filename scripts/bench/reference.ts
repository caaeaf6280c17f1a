/** The reference run: its results are stored, and shown by the README and by a page of the site. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { inProject } from "../setup/project.js";
import type { Result } from "./comparison";
import { PARTS } from "./parts";
import { aligned, figureText, howOf, tableOf } from "./table";

/** What one part of the benchmark found, where and when. */
export type Run = {
  date: string;
  /** The commit that was measured. */
  commit: string;
  machine: string;
  versions: string;
  /** The load of the machine before it, see `uptime`. */
  load: number;
  results: Result[];
};
/** The runs, by the name of their part. */
export type Reference = Record<string, Run>;

const FILE = inProject("scripts", "bench", "reference.json");
/** The files with tables, and what is between their marks. */
const SHOWN: Record<string, (reference: Reference) => string> = {
  "README.md": shortTables,
  "scripts/docs/pages/speed.md": fullTables,
};

export const readReference = (): Reference =>
  existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as Reference) : {};

/** Stores a run in the place of the same part's earlier one, and rewrites what shows it. */
export function storeRun(part: string, run: Run): void {
  const all = { ...readReference(), [part]: run };
  const inOrder = Object.keys(PARTS).flatMap((name) =>
    all[name] === undefined ? [] : [[name, all[name]] as const],
  );
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(inOrder), rounded, 1)}\n`);
  for (const { file, text } of showing(readReference())) writeFileSync(file, text);
}

/** Returns the files that show a reference run, as they should be. */
export const showing = (reference: Reference): { file: string; text: string }[] =>
  Object.entries(SHOWN).map(([name, tables]) => {
    const file = inProject(name);
    return { file, text: withTables(readFileSync(file, "utf8"), tables(reference)) };
  });

const rounded = (_: string, value: unknown) =>
  typeof value === "number" ? Number(value.toPrecision(4)) : value;

const BEGIN = "<!-- npm run bench -- --write -->";
const END = "<!-- end of the tables -->";

/** @throws Error if the text has no place for tables */
export function withTables(text: string, tables: string): string {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END, begin);
  if (begin === -1 || end === -1)
    throw new Error(`There is no place for the tables, which is between ${BEGIN} and ${END}.`);
  return `${text.slice(0, begin + BEGIN.length)}\n\n${tables}\n\n${text.slice(end)}`;
}

/**
 * The calls as a table, and a row for each other figure. How DynamoDB's answers grow isn't a figure
 * of the library: chapter 10 draws that.
 */
export function shortTables(reference: Reference): string {
  const { growth: _, ...own } = reference;
  const { calls, ...others } = own;
  const [first] = calls?.results ?? [];
  const rows = Object.values(others).flatMap(({ results }) => results.flatMap(shortRows));
  return [
    ...(first === undefined ? [] : [`**${first.title}**`, tableOf(first, { withSpread: false })]),
    ...(rows.length === 0 ? [] : [aligned([["what", "median", "10 to 90 %"], RULES, ...rows])]),
    shortWhere(Object.values(own)),
  ].join("\n\n");
}

/** When and where the runs were, each once, with the lowest and the highest load. */
function shortWhere(runs: readonly Run[]): string {
  const places = new Set(
    runs.map(({ date, commit, machine }) => `${date}, commit ${commit}, ${machine}`),
  );
  const loads = runs.map(({ load }) => load);
  return `*Measured: ${[...places].join("; ")}; load ${Math.min(...loads)} to ${Math.max(...loads)}.*`;
}

const RULES = ["---", "---", "---"];

/** A row for each operation of a result, with the last side's figure. */
function shortRows(result: Result): string[][] {
  return result.operations.flatMap((operation, n) => {
    const row = result.rows.findLast(({ figures }) => figures[n] != null);
    if (row === undefined) return [];
    const [median = "", range = ""] = figureText(row.figures[n] ?? null, result).split(" (");
    const title = result.operations.length === 1 ? result.title : `${result.title}, ${operation}`;
    return [[`${title}: ${row.side}, against ${result.base}`, median, range.replace(")", "")]];
  });
}

/** Each part's tables, with what was measured and how. */
export function fullTables(reference: Reference): string {
  return Object.entries(reference)
    .map(([part, run]) => [...run.results.map(sectionOf), where(run, part)].join("\n\n"))
    .join("\n\n");
}

const sectionOf = (result: Result): string =>
  [`## ${result.title}`, howOf(result), tableOf(result), ...(result.notes ?? [])].join("\n\n");

const where = ({ date, commit, machine, versions, load }: Run, part: string): string =>
  `*\`npm run bench -- ${part}\`, ${date}, commit ${commit}, on ${machine}, load ${load}. ${versions}.*`;
