import { button, element, endsDoubleClick } from "./element";

export type BarState = "not started" | "running" | "ready" | "failed" | "stopped";

/** What is shown of a state, also on a phone; of the others it is their sentence. */
const SHORT: Partial<Record<BarState, string>> = {
  "not started": "Not started",
  ready: "Ready",
  stopped: "Stopped",
};

export type Actions = {
  runAll: () => void;
  stop: () => void;
  startAfresh: () => void;
  download: () => void;
  forget: () => void;
};

/** The bar at the lower edge: the state, and what concerns all cells. */
export class Bar {
  readonly box: HTMLElement;
  readonly #short = element("span", { class: "live-short" }, "Not started");
  readonly #progress = element("span", { class: "live-progress" });
  /** The only place that a screen reader is told of. */
  readonly #status = element("span", { class: "live-said", role: "status" });
  /** "Run all", and "Stop" while something runs: one button, so that it keeps the focus. */
  readonly #main: HTMLButtonElement;

  constructor(actions: Actions) {
    this.#main = button("Run all", "", (event) => {
      if (this.box.dataset["state"] !== "running") actions.runAll();
      else if (!endsDoubleClick(event)) actions.stop();
    });
    const more = element(
      "details",
      { class: "live-more" },
      element("summary", { class: "live-button" }, "More"),
      element(
        "div",
        { class: "live-menu" },
        button("Start afresh", "", actions.startAfresh),
        button("Download as notebook", "", actions.download),
        button("Forget my answers", "", actions.forget),
      ),
    );
    closes(more);
    this.box = element(
      "div",
      { class: "live-bar", role: "region", "aria-label": "Run this page" },
      this.#short,
      this.#progress,
      this.#status,
      this.#main,
      more,
    );
    this.box.dataset["state"] = "not started";
  }

  /** Shows a state. `sentence` is what it means; `isNews`: it is announced. */
  say(state: BarState, sentence: string, isNews = true): void {
    this.box.dataset["state"] = state;
    this.#short.textContent = SHORT[state] ?? sentence;
    this.#main.textContent = state === "running" ? "Stop" : "Run all";
    this.#main.classList.toggle("live-stop", state === "running");
    delete this.box.dataset["told"];
    if (isNews) this.#status.textContent = sentence;
  }

  /** Announces something that is no state; on a phone, which shows only states, it is shown too. */
  tell(sentence: string): void {
    this.box.dataset["told"] = "";
    this.#status.textContent = sentence;
  }

  progress(passed: number, exercises: number): void {
    this.#progress.textContent = exercises === 0 ? "" : `${passed} of ${exercises} exercises`;
  }
}

/** Closes the menu after a choice, by Escape, and when the focus or a click goes elsewhere. */
function closes(more: HTMLDetailsElement): void {
  const close = () => (more.open = false);
  const leave = () => {
    close();
    more.querySelector("summary")?.focus();
  };
  more.addEventListener("click", (event) => {
    if ((event.target as Element).closest("button") !== null) leave();
  });
  more.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && more.open) leave();
  });
  more.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !more.contains(relatedTarget)) close();
  });
  document.addEventListener("click", ({ target }) => {
    if (!more.contains(target as Node)) close();
  });
}
