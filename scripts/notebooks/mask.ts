const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
/** The address of the notebook's database. */
export const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/g;
/**
 * Times of the service have milliseconds. Those of a chapter's own clock are whole seconds and
 * stay, and so does 1970.
 */
const TIME = /(?!1970-01-01)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

/**
 * Hides what differs in every run: UUIDs (request ids too), addresses, and times of creation. The
 * same id gets the same mask everywhere, named after the cell where it first appeared.
 */
export class Mask {
  private constructor(private readonly names: Map<string, string>) {}

  static empty(): Mask {
    return new Mask(new Map());
  }

  clone(): Mask {
    return new Mask(new Map(this.names));
  }

  /** Returns the text for comparison; remembers the ids in it. */
  apply(cell: string, text: string): string {
    return text
      .replace(ADDRESS, "<address>")
      .replace(TIME, "<time>")
      .replace(UUID, (id) => this.nameOf(cell, id));
  }

  /** Returns `text` with this mask's ids replaced by those that `other` knows by the same names. */
  translate(text: string, other: Mask): string {
    const ids = new Map([...other.names].map(([id, name]) => [name, id]));
    return text.replace(UUID, (id) => ids.get(this.names.get(id) ?? "") ?? id);
  }

  private nameOf(cell: string, id: string): string {
    const known = this.names.get(id);
    if (known !== undefined) return known;
    const prefix = `<id ${cell} `;
    const inCell = [...this.names.values()].filter((name) => name.startsWith(prefix)).length;
    const name = `${prefix}${inCell + 1}>`;
    this.names.set(id, name);
    return name;
  }
}
