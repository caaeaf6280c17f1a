import type { Bar } from "./bar";
import { LiveCell, type CellData, type Owner } from "./cell";
import { button, element } from "./element";
import { NOTEBOOK_ONLY, notebookOnly } from "./notebook-only";
import { Machine } from "./machine";
import { Reader } from "./reader";
import { Stopped, type Runner } from "./runner";
import { Types } from "./types";

const CLEANUP = "cleanup";
/** The ending of the ids of cells that check an exercise. */
const CHECK = "-check";

/** The code cells of a page, and the workers that run them. */
export class Chapter implements Owner {
  readonly cells: LiveCell[];
  readonly #reader: Reader;
  readonly #machine: Machine;
  readonly #types = new Types();
  #queue: Promise<unknown> = Promise.resolve();
  /** Cells that were asked for before this changed don't run any more. */
  #round = 0;
  /** The cell that began to run last. */
  #begun: LiveCell | undefined;

  constructor(
    readonly name: string,
    private readonly data: CellData[],
    private readonly bar: Bar,
  ) {
    const exercises = data.filter(({ id }) => id.endsWith(CHECK)).length;
    this.#reader = new Reader(name, exercises, bar);
    this.#machine = new Machine(name, (reason) => this.#loses(reason));
    this.cells = data.flatMap((cell, index) => {
      const box = document.getElementById(`cell-${cell.id}`);
      if (box === null) throw new Error(`The page lacks cell ${cell.id}.`);
      if (!cell.tags.includes(NOTEBOOK_ONLY))
        return [new LiveCell(index + 1, cell, box, this, this.#reader.answerTo(cell.id))];
      box
        .querySelector(".cell_input")
        ?.append(element("p", { class: "live-row live-note" }, notebookOnly(name)));
      return [];
    });
  }

  run(cell: LiveCell): void {
    this.#enqueue(cell, () => this.#runWithPredecessors(cell));
  }

  runAlone(cell: LiveCell): void {
    this.#enqueue(cell, () => this.#runEach([cell], cell));
  }

  runAll(): void {
    const last = this.cells.at(-1);
    if (last === undefined) return;
    this.#enqueue(last, async () => {
      if (!(await this.#runEach(this.cells, last))) return;
      const which =
        this.cells.length === this.data.length ? "All cells" : "All cells with a Run button";
      this.bar.say("ready", `${which} have run.`);
    });
  }

  /** Ends the runner, also in the middle of a loop. The database keeps its tables. */
  stop(): void {
    this.#drop();
    this.bar.say(
      "stopped",
      "Stopped. The tables are still there; variables are set again when you run a cell.",
    );
  }

  /** A new database and no variables; outputs are those that the page came with. */
  startAfresh(): void {
    this.#drop();
    this.#machine.end();
    for (const cell of this.cells) {
      cell.outputs.restore();
      cell.state = "idle";
      cell.note();
    }
    this.bar.say("not started", "Not started. The next run has a new database.");
  }

  forgetAnswers(): void {
    this.#reader.forget();
    for (const cell of this.cells) cell.restore();
    // Where an editor is open, restoring is a change, too.
    this.#reader.forget();
    this.bar.tell("Your answers are forgotten.");
  }

  moveOnFrom(cell: LiveCell): void {
    const next = this.cells[this.cells.indexOf(cell) + 1];
    next?.focus();
    next?.box.scrollIntoView({ block: "nearest" });
  }

  changed({ data: { id }, code, isChanged }: LiveCell): void {
    this.#reader.answers(id, isChanged ? code : undefined);
  }

  completions(cell: LiveCell, offset: number) {
    return this.#types.completions(this.#codeUpTo(cell), offset);
  }

  hover(cell: LiveCell, offset: number) {
    return this.#types.hover(this.#codeUpTo(cell), offset);
  }

  #enqueue(cell: LiveCell, job: () => Promise<unknown>): void {
    const round = this.#round;
    if (cell.state === "waiting" || cell.state === "running") return;
    cell.state = "waiting";
    cell.note();
    this.#queue = this.#queue.then(async () => {
      if (round !== this.#round) return;
      try {
        await job();
      } catch (error) {
        if (error instanceof Stopped) return;
        const { message } = error as Error;
        const at = this.#begun ?? cell;
        at.state = "failed";
        at.note(message);
        if (at !== cell) this.#explain(cell, at);
        this.bar.say("stopped", message);
      }
    });
  }

  async #runWithPredecessors(cell: LiveCell): Promise<void> {
    const before = this.#before(cell).filter((other) => !other.hasRun);
    if (!(await this.#runEach([...before, cell], cell))) return;
    const what = before.length === 1 ? "the cell" : `the ${before.length} cells`;
    const ran = before.length > 0 ? `Ran ${what} before it.` : "";
    cell.note(ran);
    this.bar.say("ready", `Cell ${cell.number} has run. ${ran}`);
  }

  /** Runs cells until one fails. Returns whether none did. */
  async #runEach(cells: LiveCell[], target: LiveCell): Promise<boolean> {
    const round = this.#round;
    for (const [index, cell] of cells.entries()) {
      const place = cells.length === 1 ? "" : ` ${index + 1} of ${cells.length}`;
      this.bar.say("running", `Running${place} …`, cells.length === 1 || index === 0);
      const isFine = await this.#runOne(cell);
      if (round !== this.#round) throw new Stopped();
      if (isFine) continue;
      if (cell !== target) this.#explain(target, cell);
      this.bar.say("failed", `Cell ${cell.number} failed.`);
      return false;
    }
    return true;
  }

  async #runOne(cell: LiveCell): Promise<boolean> {
    const { code } = cell;
    const round = this.#round;
    this.#begun = cell;
    cell.state = "running";
    cell.note();
    cell.ranWith = undefined;
    let isFine = false;
    try {
      // If it can't be loaded, the outputs stay.
      const runner = await this.#machine.runner();
      if (round !== this.#round) throw new Stopped();
      cell.outputs.begin();
      if (await this.#refused(cell)) return false;
      isFine = await this.#execute(runner, cell, code);
      return isFine;
    } finally {
      // Stop has ended it already, and it may run again by now.
      if (round === this.#round) {
        cell.outputs.end();
        cell.state = isFine ? "done" : "failed";
      }
    }
  }

  async #execute(runner: Runner, cell: LiveCell, code: string): Promise<boolean> {
    const { status, passed } = await runner.run(cell.data.id, code, (shown) =>
      cell.outputs.show(shown),
    );
    void this.#types.load();
    this.#reader.passes(passed);
    if (status === "error") return false;
    // Its tables are gone: whatever runs next needs the cells before it again.
    if (cell.data.tags.includes(CLEANUP)) this.#forgetRuns();
    cell.ranWith = code;
    return true;
  }

  /** Type errors stop a cell before it runs, as in the kernel. */
  async #refused(cell: LiveCell): Promise<boolean> {
    const before = this.#codeUpTo(cell);
    const isAsStored = this.#before(cell).every((other) => !other.isChanged) && !cell.isChanged;
    if (isAsStored || !this.#types.areReady) return false;
    const round = this.#round;
    const complaints = await this.#types.complaints(before);
    if (round !== this.#round) throw new Stopped();
    if (complaints.length === 0) return false;
    const text = complaints.map((line) => `${line}\n`).join("");
    cell.outputs.show({
      output: { output_type: "stream", name: "stderr", text },
      replaces: false,
    });
    return true;
  }

  /** The database has failed, perhaps while no cell ran. */
  #loses({ message }: Error): void {
    this.#forgetRuns();
    this.bar.say("stopped", message);
  }

  /** Makes all cells count as not run. */
  #forgetRuns(): void {
    for (const cell of this.cells) cell.ranWith = undefined;
  }

  /** Ends the runner, and drops what was waiting for it. */
  #drop(): void {
    this.#round++;
    this.#machine.endRunner();
    this.#forgetRuns();
    for (const cell of this.cells) {
      if (cell.state === "running") {
        cell.outputs.end();
        cell.note("Stopped.");
      }
      if (cell.state !== "done" && cell.state !== "failed") cell.state = "idle";
    }
    this.#queue = Promise.resolve();
  }

  #before(cell: LiveCell): LiveCell[] {
    return this.cells.slice(0, this.cells.indexOf(cell));
  }

  #codeUpTo(cell: LiveCell): string[] {
    return [...this.#before(cell), cell].map(({ code }) => code);
  }

  #explain(target: LiveCell, failed: LiveCell): void {
    const link = element("a", { href: `#${failed.box.id}` }, `cell ${failed.number}`);
    target.state = "idle";
    target.note(
      "It didn't run, because ",
      link,
      " before it failed. ",
      button("Run it alone", "live-alone", () => {
        // The button goes with the note.
        target.focus();
        this.runAlone(target);
      }),
    );
  }
}
