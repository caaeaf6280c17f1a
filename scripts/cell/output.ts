/** Limits the output of cells, and passes it on as messages of Jupyter's protocol. */
import { formatNumber } from "../../lib/print/count";
import { beginning } from "../../lib/print/cut";

export type StreamName = "stdout" | "stderr";

/** A message that belongs to the running cell. */
export type Published = { publish: string; content: object };

/** Limits for one cell: more makes a page slow, and a notebook hard to save. */
const MAX_CHARACTERS = 1_000_000;
const MAX_RESULTS = 2_000;

export class Output {
  #characters = 0;
  #results = 0;

  /** @param advice What to do about too much output */
  constructor(
    private readonly tell: (message: Published) => void,
    private readonly advice = "Print less, or write to a file.",
  ) {}

  /** Starts a cell: its output is counted from here. */
  begin(): void {
    this.#characters = 0;
    this.#results = 0;
  }

  /** Ends a cell, and prints how much of its output wasn't shown. */
  end(): void {
    const [characters, results] = [this.#characters - MAX_CHARACTERS, this.#results - MAX_RESULTS];
    const left = [
      ...(characters > 0 ? [`${formatNumber(characters)} more characters`] : []),
      ...(results > 0 ? [`${formatNumber(results)} more results`] : []),
    ];
    this.#characters = 0;
    this.#results = 0;
    if (left.length > 0)
      this.print(
        "stderr",
        `\n… and ${left.join(" and ")}, left out, because more would make the page slow. ${this.advice}\n`,
      );
  }

  print(name: StreamName, text: string): void {
    const room = Math.max(0, MAX_CHARACTERS - this.#characters);
    this.#characters += text.length;
    if (room === 0) return;
    this.tell({ publish: "stream", content: { name, text: beginning(text, room) } });
  }

  /** Publishes something other than plain text, as a message of its own. */
  publish(type: string, content: object): void {
    if (++this.#results > MAX_RESULTS && type !== "error") return;
    this.tell({ publish: type, content });
  }

  /** Clears the cell's output, which no longer counts. */
  clear(): void {
    this.begin();
    this.tell({ publish: "clear_output", content: { wait: false } });
  }
}
