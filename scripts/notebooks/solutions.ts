import { joined, type Notebook } from "./notebook";

/** The code of the folded solutions, in the order of the text. */
export function solutions(notebook: Notebook): string[] {
  const texts = notebook.cells.filter(({ cell_type }) => cell_type === "markdown").map(({ source }) => joined(source));
  const folded = texts.flatMap((text) => [...text.matchAll(/<details>.*?<\/details>/gs)].map(([fold]) => fold));
  return folded.flatMap((fold) => [...fold.matchAll(/^```typescript\n(.*?)^```$/gms)].map(([, code = ""]) => code));
}
