import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import {
  chapters,
  joined,
  readNotebook,
  ROOT,
  type Cell,
  type Output,
} from "../notebooks/notebook";

/** How a statement is to hold: said in prose, shown by running it, visible in an output. */
export type Mark = "text" | "code" | "out";

/** A place in the workbook: phrases in a cell of a chapter, or tests in a file. */
export type Proof =
  | { kind: Mark; chapter: string; cell: string; phrases: string[] }
  | { kind: "unit"; file: string; tests: string[] };

/** One thing that the workbook does or explains, and where. */
export type Statement = { number: number; title: string; marks: Mark[]; proofs: Proof[] };

const inCell =
  (kind: Mark) =>
  (chapter: string, cell: string, ...phrases: string[]): Proof => ({
    kind,
    chapter,
    cell,
    phrases,
  });

/** Phrases of a Markdown cell. */
export const text = inCell("text");
/** Pieces of a code cell's source. */
export const code = inCell("code");
/**
 * Phrases of a code cell's stored output; other tests see to it that a fresh run shows the same.
 */
export const out = inCell("out");
/** Tests of the repository, by file and name. */
export const unit = (file: string, ...tests: string[]): Proof => ({ kind: "unit", file, tests });

export const statement = (
  number: number,
  title: string,
  marks: Mark[],
  ...proofs: Proof[]
): Statement => ({ number, title, marks, proofs });

/** Checks a table of statements, which are numbered from 1 to `last`. Returns its faults. */
export function findings(statements: Statement[], last: number): string[] {
  const numbers = statements.map(({ number }) => number);
  const expected = Array.from({ length: last }, (_, index) => index + 1);
  return [
    ...expected
      .filter((number) => !numbers.includes(number))
      .map((number) => `statement ${number} is missing`),
    ...numbers
      .filter((number, index) => numbers.indexOf(number) !== index)
      .map((number) => `statement ${number} appears twice`),
    ...numbers
      .filter((number) => !expected.includes(number))
      .map((number) => `there is no statement ${number}`),
    ...statements.flatMap((one) =>
      [...unproved(one), ...one.proofs.flatMap(missing)].map(
        (finding) => `statement ${one.number}, ${one.title}: ${finding}`,
      ),
    ),
  ];
}

/** Marks without a proof of their kind; what code does may also be proved by a test. */
function unproved({ marks, proofs }: Statement): string[] {
  const kinds = proofs.map(({ kind }) => (kind === "unit" ? "code" : kind));
  return marks
    .filter((mark) => !kinds.includes(mark))
    .map((mark) => `has no proof of the kind ${mark}`);
}

/** Returns what a proof names and doesn't exist. */
function missing(proof: Proof): string[] {
  if (proof.kind === "unit") return missingTests(proof.file, proof.tests);
  const { kind, chapter, cell, phrases } = proof;
  if (phrases.length === 0) return [`${kind} of ${chapter}, cell ${cell}: no phrase is given`];
  const found = cells(chapter).find(({ id }) => id === cell);
  if (found === undefined) return [`chapter ${chapter} has no cell ${cell}`];
  if ((found.cell_type === "code") === (kind === "text"))
    return [`${kind} of ${chapter}, cell ${cell}: it is a cell of type ${found.cell_type}`];
  const content = plain(
    kind === "out" ? (found.outputs ?? []).map(outputText).join("\n") : joined(found.source),
  );
  return phrases
    .filter((phrase) => plain(phrase) === "" || !content.includes(plain(phrase)))
    .map((phrase) => `${kind} of ${chapter}, cell ${cell}, doesn't have "${phrase}"`);
}

function missingTests(file: string, tests: string[]): string[] {
  const place = path.join(ROOT, file);
  const source = existsSync(place) ? readFileSync(place, "utf8") : "";
  if (!source.includes('from "node:test"')) return [`there is no test file ${file}`];
  if (tests.length === 0) return [`${file}: no test is given`];
  return tests
    .filter((name) => !source.includes(`test(${JSON.stringify(name)},`))
    .map((name) => `${file} has no test "${name}"`);
}

const read = new Map<string, Cell[]>();

/** The cells of a chapter, by its two digits; none if there is no such chapter. */
function cells(chapter: string): Cell[] {
  const file = chapters().find((name) => path.basename(name).startsWith(`${chapter}-`));
  if (file === undefined) return [];
  const known = read.get(file) ?? readNotebook(file).cells;
  read.set(file, known);
  return known;
}

const outputText = ({ text, data }: Output) => joined(text) + joined(data?.["text/plain"]);

/** Line breaks and indentation mean nothing here. */
const plain = (content: string) => content.replace(/\s+/g, " ").trim();
