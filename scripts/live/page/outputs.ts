import type { Output } from "../protocol";
import type { Shown } from "./runner";
import { element } from "./element";

/** How long outputs are collected before they are shown, in milliseconds: one frame. */
const FRAME = 16;

/**
 * The place of a cell's outputs. What is there stays until the next run shows something, or ends,
 * so that the page doesn't jump.
 */
export class Outputs {
  #box: HTMLElement | undefined;
  readonly #stored: Node[];
  #waiting: Shown[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frame: number | undefined;
  #isStale = false;
  #byId = new Map<string, HTMLElement>();

  constructor(private readonly cell: HTMLElement) {
    this.#box = cell.querySelector<HTMLElement>(":scope > .cell_output") ?? undefined;
    this.#stored = [...(this.#box?.childNodes ?? [])];
    this.#measureInFrame();
  }

  /** A run begins. */
  begin(): void {
    this.#isStale = true;
    this.#box?.setAttribute("aria-busy", "true");
  }

  show(shown: Shown): void {
    this.#waiting.push(shown);
    this.#timer ??= setTimeout(() => this.#flush(), FRAME);
  }

  /** The run is over: nothing more comes. */
  end(): void {
    clearTimeout(this.#timer);
    this.#flush();
    this.#clearStale();
    this.#box?.removeAttribute("aria-busy");
    if (this.#box?.childElementCount === 0) this.#remove();
    this.#measureInFrame();
  }

  /** Brings back the outputs that the page came with. */
  restore(): void {
    clearTimeout(this.#timer);
    [this.#timer, this.#waiting, this.#isStale] = [undefined, [], false];
    this.#byId.clear();
    this.#box?.removeAttribute("aria-busy");
    if (this.#stored.length === 0) return this.#remove();
    this.#there().replaceChildren(...this.#stored);
    this.#measureInFrame();
  }

  #flush(): void {
    this.#timer = undefined;
    const shown = this.#waiting;
    this.#waiting = [];
    if (shown.length > 0) this.#clearStale();
    for (const one of shown) this.#add(one);
    this.#measureInFrame();
  }

  #add(shown: Shown): void {
    const box = this.#there();
    if (shown === "clear") return box.replaceChildren();
    const { output, replaces } = shown;
    const id = "id" in output ? output.id : undefined;
    const old = replaces && id !== undefined ? this.#byId.get(id) : undefined;
    const last = box.lastElementChild;
    if (old === undefined && output.output_type === "stream" && isStream(last, output.name)) {
      last.querySelector("pre")?.append(output.text);
      return;
    }
    const rendered = render(output);
    if (id !== undefined) this.#byId.set(id, rendered);
    if (old === undefined) box.append(rendered);
    else old.replaceWith(rendered);
    // It may be below a long output, which scrolls in its box.
    if (output.output_type === "error") box.scrollTop = box.scrollHeight;
  }

  #clearStale(): void {
    if (!this.#isStale) return;
    this.#isStale = false;
    this.#byId.clear();
    this.#box?.replaceChildren();
  }

  #there(): HTMLElement {
    if (this.#box === undefined) {
      this.#box = element("div", { class: "cell_output docutils container" });
      this.cell.append(this.#box);
    }
    return this.#box;
  }

  #remove(): void {
    this.#box?.remove();
    this.#box = undefined;
  }

  /** Measuring lays out the page, so in a flood of output it happens once a frame. */
  #measureInFrame(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#measure();
    });
  }

  /** An output that is higher than its box is scrolled, by keyboard too. */
  #measure(): void {
    const box = this.#box;
    if (box === undefined) return;
    const scrolls = box.scrollHeight > box.clientHeight + 1;
    for (const [name, value] of [
      ["tabindex", "0"],
      ["role", "group"],
      ["aria-label", "Output"],
    ] as const)
      if (scrolls) box.setAttribute(name, value);
      else box.removeAttribute(name);
  }
}

const isStream = (node: Element | null, name: string): node is HTMLElement =>
  node instanceof HTMLElement && node.dataset["stream"] === name;

/** Builds the elements that the site has for stored outputs, so that they look the same. */
function render(output: Output): HTMLElement {
  if (output.output_type === "stream") return stream(output.name, output.text);
  if (output.output_type === "error") return failure(output.traceback, output);
  const html = output.data["text/html"] ?? output.data["image/svg+xml"];
  if (html === undefined) return text("text_plain", output.data["text/plain"] ?? "");
  const box = element("div", { class: "output text_html" });
  box.innerHTML = html;
  return box;
}

function stream(name: "stdout" | "stderr", content: string): HTMLElement {
  const box = text(name === "stderr" ? "stderr" : "stream", content);
  box.dataset["stream"] = name;
  return box;
}

function failure(traceback: string[], { ename, evalue }: { ename: string; evalue: string }) {
  const lines = traceback.length > 0 ? traceback.join("\n") : `${ename}: ${evalue}`;
  return text("live-error", lines);
}

/** A terminal's escapes for colours have no meaning here. */
const COLOURS = /\x1b\[[\d;]*m/g;

function text(kind: string, content: string): HTMLElement {
  const pre = element("pre", {}, content.replace(COLOURS, ""));
  return element(
    "div",
    { class: `output ${kind} highlight-myst-ansi notranslate` },
    element("div", { class: "highlight" }, pre),
  );
}
