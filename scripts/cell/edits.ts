type Edit = { start: number; end: number; text: string; rank: [kind: number, order: number] };

/**
 * Edits of a text by position, applied from left to right and from the outside in. No edit adds a
 * line, so line numbers stay the same.
 */
export class Edits {
  readonly #list: Edit[] = [];

  constructor(readonly source: string) {}

  /** Replaces a range, and keeps its line breaks. */
  replace(start: number, end: number, text: string): void {
    const breaks = this.source.slice(start, end).replace(/[^\n]/g, "");
    this.#list.push({ start, end, text: text + breaks, rank: [2, this.#list.length] });
  }

  /** Inserts before what begins at this position. */
  before(position: number, text: string): void {
    this.#list.push({ start: position, end: position, text, rank: [1, this.#list.length] });
  }

  /**
   * Inserts after what ends at this position. Earlier insertions belong to larger nodes, so they
   * come later in the text.
   */
  after(position: number, text: string): void {
    this.#list.push({ start: position, end: position, text, rank: [0, -this.#list.length] });
  }

  /**
   * Returns the edited text, and a function that maps a place in it to the source; lines and
   * columns count from 0.
   */
  apply(prefix = ""): { text: string; origin: Origin } {
    const ordered = this.#list.sort(
      (a, b) => a.start - b.start || a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1],
    );
    let text = prefix;
    let position = 0;
    const kept: { from: number; to: number; end: number }[] = [];
    const keep = (end: number) => {
      kept.push({
        from: position,
        to: text.length,
        end: text.length + Math.max(0, end - position),
      });
      text += this.source.slice(position, end);
      position = Math.max(position, end);
    };
    for (const edit of ordered) {
      keep(edit.start);
      text += edit.text;
      position = Math.max(position, edit.end);
    }
    keep(this.source.length);
    return { text, origin: (line, column) => this.#placeOf(kept, offsetOf(text, line) + column) };
  }

  #placeOf(kept: readonly { from: number; to: number; end: number }[], offset: number): Place {
    const range = kept.findLast(({ to }) => to <= offset) ?? { from: 0, to: 0, end: 0 };
    const before = this.source.slice(0, range.from + Math.min(offset, range.end) - range.to);
    const line = before.split("\n").length - 1;
    return { line, column: before.length - (before.lastIndexOf("\n") + 1) };
  }
}

export type Place = { line: number; column: number };
export type Origin = (line: number, column: number) => Place;

/** Returns the offset of a line of a text. */
function offsetOf(text: string, line: number): number {
  let offset = 0;
  for (let count = 0; count < line; count++) offset = text.indexOf("\n", offset) + 1;
  return offset;
}
