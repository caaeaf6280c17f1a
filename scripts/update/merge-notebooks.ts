import { joined, lines, type Cell, type Notebook } from "../notebooks/notebook";

/** A notebook of the new version with what the learner changed, and what to tell the learner. */
export type Merged = { notebook: Notebook; told: string[] };

/**
 * Merges a learner's notebook with a new version of it, cell by cell. A cell is known by its id,
 * and counts as changed by its text, not by its outputs.
 *
 * - What only the learner changed stays, with its outputs; so do the learner's own cells.
 * - What only the new version changed is new.
 * - What both changed is new, and the learner's text follows in a cell of its own, which doesn't
 *   run.
 *
 * Merging the result once more changes nothing, so an update that was killed can run again.
 *
 * @param base The version that the learner's notebook began as
 */
export function mergeNotebooks(base: Notebook, mine: Notebook, theirs: Notebook): Merged {
  const before = byId(base.cells);
  const own = withUniqueIds(mine.cells);
  const learner = byId(own);
  const merger = new Merger(own, new Set(theirs.cells.map(({ id }) => id)));
  for (const cell of theirs.cells) merger.add(cell, before.get(cell.id), learner.get(cell.id));
  merger.addOwn(before);
  return {
    notebook: { ...theirs, cells: merger.cells },
    told: merger.told(changedExercises(before, byId(theirs.cells))),
  };
}

const byId = (cells: readonly Cell[]) => new Map(cells.map((cell) => [cell.id, cell]));

const isSame = (one: Cell, other: Cell) =>
  one.cell_type === other.cell_type && joined(one.source) === joined(other.source);

/** A copied cell may have the id of its original: then it is a cell of the learner's own. */
function withUniqueIds(cells: readonly Cell[]): Cell[] {
  const taken = new Set(cells.map(({ id }) => id));
  const seen = new Set<string>();
  return cells.map((cell) => {
    const id = seen.has(cell.id) ? freeId(cell.id, taken) : cell.id;
    seen.add(id);
    return { ...cell, id };
  });
}

/** Returns an id that isn't taken, and takes it. */
function freeId(id: string, taken: Set<string>): string {
  for (let count = 2; ; count++) {
    const free = `${id}-${count}`;
    if (taken.has(free)) continue;
    taken.add(free);
    return free;
  }
}

/** Returns the exercises whose task or check is new, by the id of the cell with the answer. */
function changedExercises(before: Map<string, Cell>, after: Map<string, Cell>): Set<string> {
  const isNew = (id: string) => {
    const [old, now] = [before.get(id), after.get(id)];
    return old !== undefined && now !== undefined && !isSame(old, now);
  };
  return new Set([...after.keys()].filter((id) => isNew(`${id}-task`) || isNew(`${id}-check`)));
}

class Merger {
  readonly cells: Cell[] = [];
  readonly #mine: readonly Cell[];
  readonly #theirs: ReadonlySet<string>;
  readonly #taken: Set<string>;
  readonly #kept: string[] = [];
  readonly #beside: string[] = [];
  #own = 0;

  constructor(mine: readonly Cell[], theirs: ReadonlySet<string>) {
    this.#mine = mine;
    this.#theirs = theirs;
    this.#taken = new Set([...mine.map(({ id }) => id), ...theirs]);
  }

  /** Adds a cell of the new version, or what the learner made of it. */
  add(theirs: Cell, base: Cell | undefined, mine: Cell | undefined): void {
    if (mine === undefined) {
      const deleted = base !== undefined && isSame(base, theirs);
      if (!deleted) this.cells.push(theirs);
    } else if (isSame(mine, theirs) || (base !== undefined && isSame(mine, base))) {
      this.cells.push(theirs);
    } else if (base !== undefined && isSame(base, theirs)) {
      this.cells.push(mine);
      this.#kept.push(mine.id);
    } else {
      this.cells.push(theirs, this.#besideOf(mine));
      this.#beside.push(mine.id);
    }
  }

  /** Adds the learner's own cells, each behind the cell that it followed. */
  addOwn(base: Map<string, Cell>): void {
    this.#mine.forEach((cell, index) => {
      if (this.#theirs.has(cell.id)) return;
      const old = base.get(cell.id);
      // Only the new version dropped it.
      if (old !== undefined && isSame(old, cell)) return;
      this.cells.splice(this.#placeAfter(index), 0, cell);
      this.#own++;
    });
  }

  #placeAfter(index: number): number {
    const earlier = this.#mine.slice(0, index).map(({ id }) => id);
    return (
      1 + this.cells.findLastIndex(({ id }) => id === earlier.findLast((one) => this.#has(one)))
    );
  }

  #has(id: string): boolean {
    return this.cells.some((cell) => cell.id === id);
  }

  #besideOf({ id, cell_type, source }: Cell): Cell {
    const beside = `${id}-mine`;
    const free = this.#taken.has(beside) ? freeId(beside, this.#taken) : beside;
    const text = cell_type === "code" ? fenced(joined(source)) : joined(source);
    const intro = "**Yours, from before the update.** The new version changed this cell too.";
    return {
      cell_type: "markdown",
      id: free,
      metadata: {},
      source: lines(`${intro}\n\n${text}`),
    };
  }

  told(changedExercises: ReadonlySet<string>): string[] {
    const named = (ids: readonly string[]) => ids.map((id) => `\`${id}\``).join(", ");
    const again = this.#kept.filter((id) => changedExercises.has(id));
    return [
      ...(this.#kept.length > 0 ? [`your text stays in ${named(this.#kept)}`] : []),
      ...(again.length > 0
        ? [`the new version asks for something else in ${named(again)}: check your answer again`]
        : []),
      ...(this.#beside.length > 0
        ? [`the new version changed ${named(this.#beside)}: yours is in the cell below it`]
        : []),
      ...(this.#own > 0
        ? [`${this.#own === 1 ? "your own cell stays" : `your ${this.#own} own cells stay`}`]
        : []),
    ];
  }
}

/** Returns code as a block of Markdown, whatever the code has in it. */
function fenced(code: string): string {
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}typescript\n${code}\n${fence}`;
}
