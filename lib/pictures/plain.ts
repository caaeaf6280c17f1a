/** The same pictures in characters, for consoles and screen readers. */

const WIDTH = 100;

/** Words after each other, as many on a line as fit; the first line begins with `first`, the others with `rest`. */
export function wrapped(
  first: string,
  words: readonly string[],
  rest = " ".repeat([...first].length),
): string {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of words) {
    if (!isEmpty && line.length + word.length + 2 > WIDTH) {
      lines.push(line);
      line = rest;
      isEmpty = true;
    }
    line += isEmpty ? word : `  ${word}`;
    isEmpty = false;
  }
  return [...lines, line].join("\n").trimEnd();
}

/** A share of the whole as blocks; more than nothing is never invisible. */
export function blocks(share: number, width: number): string {
  const full = Math.round(share * width);
  return full === 0 && share > 0 ? "▏" : "█".repeat(full);
}

export const lines = (...parts: readonly (string | readonly string[])[]): string =>
  parts.flat().join("\n");
