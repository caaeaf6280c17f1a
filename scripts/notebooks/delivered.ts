import path from "node:path";
import { CELL_WIDTH } from "./format";
import {
  codeCells,
  hasTag,
  joined,
  notebookText,
  readNotebook,
  type Cell,
  type Notebook,
} from "./notebook";
import { readFileSync } from "node:fs";
import { ADDRESS } from "./mask";
import { proseFindings } from "./prose";
import { METADATA } from "./refresh";

const MAX_LINES = 15;
const TAGS = ["cleanup", "repeat-differs", "notebook-only"];

/** Checks a notebook as stored in the repository, without running it. Returns its faults. */
export function deliveredFindings(file: string): string[] {
  const notebook = readNotebook(file);
  const isChapter = !path.basename(file).startsWith("00-");
  const findings = [
    ...form(notebook, readFileSync(file, "utf8")),
    ...notebook.cells.flatMap(cellFindings),
    ...proseFindings(notebook, file),
    ...(isChapter ? partsMissing(notebook) : []),
  ];
  return findings.map((finding) => `${path.basename(file)}: ${finding}`);
}

function form(notebook: Notebook, text: string): string[] {
  const findings: string[] = [];
  if (JSON.stringify(notebook.metadata) !== JSON.stringify(METADATA))
    findings.push("its metadata has noise: `npm run refresh` tidies it");
  if (text !== notebookText(notebook))
    findings.push("it is not formatted as `npm run refresh` does");
  const ids = notebook.cells.map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (twice.length > 0) findings.push(`ids used twice: ${twice.join(", ")}`);
  const counts = codeCells(notebook).map(({ execution_count }) => execution_count);
  if (counts.some((count, index) => count !== index + 1))
    findings.push("its execution counts are not 1, 2, 3 …: run `npm run refresh`");
  const addresses = JSON.stringify(codeCells(notebook).map(({ outputs }) => outputs)).match(
    ADDRESS,
  );
  if (new Set(addresses).size > 1)
    findings.push("its outputs name different addresses: run `npm run refresh`");
  const last = codeCells(notebook).findIndex((cell) => hasTag(cell, "cleanup"));
  if (
    last !== -1 &&
    codeCells(notebook)
      .slice(last)
      .some((cell) => !hasTag(cell, "cleanup"))
  )
    findings.push("cells tagged cleanup must come last");
  return findings;
}

const FEWEST_QUESTIONS = 5;
const MOST_QUESTIONS = 8;

/**
 * Returns the parts that a chapter lacks: its goals and minutes, what to remember, recall
 * questions. (`exercises.test.ts` counts the exercises.)
 */
function partsMissing({ cells }: Notebook): string[] {
  const findings: string[] = [];
  const textOf = (id: string) => joined(cells.find((cell) => cell.id === id)?.source);
  for (const part of ["**After this chapter**", "**You need**", "**It takes** about"])
    if (!joined(cells[0]?.source).includes(part)) findings.push(`its header lacks ${part}`);
  if (!textOf("remember").startsWith("## What to remember"))
    findings.push("a cell `remember` is missing");
  const answers = textOf("questions").match(/<details><summary>Answer<\/summary>/g)?.length ?? 0;
  if (answers < FEWEST_QUESTIONS || answers > MOST_QUESTIONS)
    findings.push(
      `its cell \`questions\` has ${answers} folded answers, not ${FEWEST_QUESTIONS} to ${MOST_QUESTIONS}`,
    );
  return findings;
}

function cellFindings(cell: Cell): string[] {
  const findings: string[] = [];
  const source = joined(cell.source);
  const noise = Object.keys(cell.metadata).filter((key) => key !== "tags");
  const tags = (cell.metadata.tags ?? []).filter((tag) => !TAGS.includes(tag));
  if (!/^[a-z][a-z0-9-]*$/.test(cell.id) || /^[0-9a-f]{8}/.test(cell.id))
    findings.push("its id should say what it does (create-table)");
  if (noise.length > 0) findings.push(`metadata noise: ${noise.join(", ")}`);
  if (tags.length > 0) findings.push(`unknown tag: ${tags.join(", ")}`);
  const code = cell.cell_type === "code" ? [source] : fences(source);
  if (code.some((text) => text.split("\n").some((line) => line.length > CELL_WIDTH))) {
    findings.push(`a line of code of more than ${CELL_WIDTH} characters`);
  }
  if (cell.cell_type === "code") {
    if (source.split("\n").filter((line) => line.trim() !== "").length > MAX_LINES)
      findings.push(`more than ${MAX_LINES} lines`);
    findings.push(...outputFindings(JSON.stringify(cell.outputs ?? [])));
  }
  if (/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/.test(JSON.stringify(cell)))
    findings.push("it has what looks like a real access key");
  return findings.map((finding) => `cell ${cell.id}: ${finding}`);
}

/** Returns the code in a Markdown text. */
const fences = (text: string) =>
  [...text.matchAll(/^```typescript\n(.*?)^```$/gms)].map(([, code = ""]) => code);

function outputFindings(outputs: string): string[] {
  const findings: string[] = [];
  if (/\[Object\]|\[object Object\]|\[Array\]/.test(outputs))
    findings.push("its output hides something as [Object]");
  if (/(?<![\w.:/])\/(?:home|Users|root|tmp|work)\/\w/.test(outputs))
    findings.push("its output names a path of a machine");
  return findings;
}
