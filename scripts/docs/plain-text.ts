import { codeCells, joined, type Cell, type Notebook, type Output } from "../notebooks/notebook";

/** A chapter as its page has it. */
export type Chapter = { name: string; notebook: Notebook };

/**
 * Returns the chapters as one Markdown text, with code and the text form of outputs, for programs
 * that read: an `llms.txt`.
 *
 * @see https://llmstxt.org/
 */
export const plainText = (chapters: readonly Chapter[]): string =>
  [
    "# DynamoDB in examples",
    "> Amazon DynamoDB in worked TypeScript examples, with what each request costs. The text is licensed under CC BY-SA 4.0, the code under the MIT License.",
    ...chapters
      .filter(({ notebook }) => codeCells(notebook).length > 0)
      .map(({ notebook }) => notebook.cells.map(ofCell).join("\n\n")),
  ].join("\n\n") + "\n";

function ofCell(cell: Cell): string {
  const source = joined(cell.source);
  if (cell.cell_type !== "code") return source;
  const outputs = (cell.outputs ?? []).map(ofOutput).join("").trimEnd();
  return [block("typescript", source), ...(outputs === "" ? [] : [block("text", outputs)])].join(
    "\n\n",
  );
}

const ofOutput = ({ text, data }: Output): string =>
  data === undefined ? joined(text) : `${joined(data["text/plain"])}\n`;

const block = (language: string, content: string) => `\`\`\`${language}\n${content}\n\`\`\``;
