import { editor, type Editor } from "./editing";
import { button, element, endsDoubleClick } from "./element";
import { Outputs } from "./outputs";
import type { Completions, Hover } from "./types";

/** A cell as the page's data has it. */
export type CellData = { id: string; source: string; tags: string[] };

/** `waiting`: behind others. `done` and `failed`: it ran. */
export type CellState = "idle" | "waiting" | "running" | "done" | "failed";

/** What a cell asks of its chapter. */
export type Owner = {
  run(cell: LiveCell): void;
  /** Runs it without the cells before it. */
  runAlone(cell: LiveCell): void;
  stop(): void;
  moveOnFrom(cell: LiveCell): void;
  changed(cell: LiveCell): void;
  completions(cell: LiveCell, offset: number): Promise<Completions | undefined>;
  hover(cell: LiveCell, offset: number): Promise<Hover | undefined>;
};

/** A code cell of the page: its code, its buttons, its outputs. */
export class LiveCell {
  readonly outputs: Outputs;
  /** The code with which it last ran in this runner without an error. */
  ranWith: string | undefined;
  #code: string;
  #state: CellState = "idle";
  #editor: Editor | undefined;
  #opening: Promise<void> | undefined;
  /** The code as the page came with it, in colours. */
  #original: Node[] | undefined;
  readonly #block: HTMLElement;
  readonly #run: HTMLButtonElement;
  readonly #edit: HTMLButtonElement;
  readonly #reset: HTMLButtonElement;
  readonly #note = element("span", { class: "live-note" });

  constructor(
    readonly number: number,
    readonly data: CellData,
    readonly box: HTMLElement,
    private readonly owner: Owner,
    answer: string | undefined,
  ) {
    this.outputs = new Outputs(box);
    this.#code = data.source;
    this.#block = box.querySelector<HTMLElement>(".cell_input .highlight") as HTMLElement;
    this.#run = button("Run", "live-run", (event) => this.#pressed(event));
    this.#edit = button("Edit", "live-edit", () => void this.edit());
    this.#reset = button("Reset", "live-reset", () => this.#resets());
    for (const [made, verb] of [
      [this.#run, "Run"],
      [this.#edit, "Edit"],
      [this.#reset, "Reset"],
    ] as const)
      made.setAttribute("aria-label", `${verb} cell ${number}`);
    this.#reset.hidden = true;
    const name = element("span", { class: "live-number" }, `cell ${number}`);
    const buttons = [this.#run, this.#edit, this.#reset];
    const row = element("div", { class: "live-row" }, ...buttons, this.#note, name);
    box.querySelector(".cell_input")?.append(row);
    this.#block.addEventListener("click", (event) => this.#clicked(event));
    if (answer !== undefined && answer !== data.source) this.#showCode(answer);
    this.#showChange();
  }

  get code(): string {
    return this.#code;
  }

  get isChanged(): boolean {
    return this.#code !== this.data.source;
  }

  get hasRun(): boolean {
    return this.ranWith === this.#code;
  }

  get state(): CellState {
    return this.#state;
  }

  set state(state: CellState) {
    this.#state = state;
    this.box.dataset["live"] = state;
    const isStop = state === "running";
    this.#run.textContent = isStop ? "Stop" : "Run";
    this.#run.setAttribute("aria-label", `${isStop ? "Stop" : "Run"} cell ${this.number}`);
    this.#run.classList.toggle("live-stop", isStop);
  }

  /** Says something beside the buttons. */
  note(...content: (Node | string)[]): void {
    this.#note.replaceChildren(...content);
  }

  focus(): void {
    this.#run.focus();
  }

  /** Puts an editor in place of the code, once. */
  edit(at?: { x: number; y: number }): Promise<void> {
    if (this.#editor !== undefined) {
      this.#editor.focus();
      return Promise.resolve();
    }
    return (this.#opening ??= this.#open(at).finally(() => (this.#opening = undefined)));
  }

  async #open(at?: { x: number; y: number }): Promise<void> {
    this.note("Loading the editor …");
    try {
      const open = await editor();
      this.note();
      const place = element("div", { class: "highlight live-editor" });
      this.#block.hidden = true;
      this.#block.after(place);
      this.#editor = open(place, this.#editorOptions(), at);
      this.#edit.hidden = true;
    } catch (error) {
      this.note((error as Error).message);
    }
  }

  #editorOptions() {
    return {
      code: this.#code,
      label: `Code of cell ${this.number}`,
      onChange: (code: string) => this.#typed(code),
      onRun: (movesOn: boolean) => {
        this.owner.run(this);
        if (movesOn) this.owner.moveOnFrom(this);
      },
      completions: (_: string, offset: number) => this.owner.completions(this, offset),
      hover: (_: string, offset: number) => this.owner.hover(this, offset),
    };
  }

  /** Brings back the code that the page came with. */
  restore(): void {
    this.#showCode(this.data.source);
  }

  #resets(): void {
    this.restore();
    this.owner.changed(this);
    // Reset itself is gone now.
    this.focus();
  }

  #typed(code: string): void {
    if (code === this.#code) return;
    this.#code = code;
    this.#showChange();
    this.owner.changed(this);
  }

  #showCode(code: string): void {
    const pre = this.#block.querySelector("pre") as HTMLElement;
    this.#original ??= [...pre.childNodes];
    this.#code = code;
    this.#editor?.replace(code);
    if (this.isChanged) pre.replaceChildren(`${code}\n`);
    else pre.replaceChildren(...this.#original);
    this.#showChange();
  }

  #showChange(): void {
    this.#reset.hidden = !this.isChanged;
    this.box.classList.toggle("live-changed", this.isChanged);
  }

  #pressed(event: MouseEvent): void {
    if (this.#state !== "running") this.owner.run(this);
    else if (!endsDoubleClick(event)) this.owner.stop();
  }

  /** A click into the code edits it; selecting text, and copying it, don't. */
  #clicked(event: MouseEvent): void {
    const isOnButton = (event.target as Element).closest("button") !== null;
    if (isOnButton || getSelection()?.isCollapsed === false) return;
    void this.edit({ x: event.clientX, y: event.clientY });
  }
}
