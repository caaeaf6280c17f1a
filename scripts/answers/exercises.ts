import { codeCells, joined, type Notebook } from "../notebooks/notebook";

/** An exercise in a chapter: the cell that checks it, and the code of its folded solution. */
export type Exercise = { name: string; check: string; solution: string };

/**
 * Finds the exercises of a chapter, in order. The solution of `balanceOf` is the fold in the cell
 * `balance-of-solution`.
 *
 * @throws Error if a solution is missing
 */
export function exercisesOf(notebook: Notebook): Exercise[] {
  return codeCells(notebook).flatMap((cell) => {
    const source = joined(cell.source);
    const name = /\bcheck\(db, \{ (\w+) \}\)/.exec(source)?.[1];
    return name === undefined
      ? []
      : [{ name, check: source, solution: solutionOf(notebook, name) }];
  });
}

function solutionOf({ cells }: Notebook, name: string): string {
  const id = `${kebab(name)}-solution`;
  const cell = cells.find((candidate) => candidate.id === id);
  const fold = /<details>.*?<\/details>/s.exec(cell === undefined ? "" : joined(cell.source))?.[0];
  const code = [...(fold ?? "").matchAll(/^```typescript\n(.*?)^```$/gms)]
    .map(([, block = ""]) => block)
    .join("\n");
  if (code === "") throw new Error(`The exercise ${name} has no folded solution in a cell ${id}`);
  return code;
}

const kebab = (name: string) =>
  name.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
