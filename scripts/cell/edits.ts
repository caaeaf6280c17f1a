type Edit = { start: number; end: number; text: string; rank: [kind: number, order: number] };

/** Edits of a text by position, made from left to right and from the outside in. None adds a line, so line numbers stay true. */
export class Edits {
  readonly #list: Edit[] = [];

  constructor(readonly source: string) {}

  /** Replaces a stretch; its line breaks stay. */
  replace(start: number, end: number, text: string): void {
    const breaks = this.source.slice(start, end).replace(/[^\n]/g, "");
    this.#list.push({ start, end, text: text + breaks, rank: [2, this.#list.length] });
  }

  /** Inserts in front of what begins here. */
  before(position: number, text: string): void {
    this.#list.push({ start: position, end: position, text, rank: [1, this.#list.length] });
  }

  /** Inserts behind what ends here: what was inserted earlier belongs to something larger, and comes later. */
  after(position: number, text: string): void {
    this.#list.push({ start: position, end: position, text, rank: [0, -this.#list.length] });
  }

  apply(): string {
    const ordered = this.#list.sort((a, b) => a.start - b.start || a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1]);
    let text = "";
    let position = 0;
    for (const edit of ordered) {
      text += this.source.slice(position, edit.start) + edit.text;
      position = Math.max(position, edit.end);
    }
    return text + this.source.slice(position);
  }
}
