/** What cells print and show, on its way to Jupyter. */
import type { ToJupyter } from "./between-threads";
import { printTo, type StreamName } from "./standard-streams";

/** More than this in one cell makes a page slow, and a notebook hard to save. */
const MOST_CHARACTERS = 1_000_000;
const MOST_RESULTS = 2_000;

export class Output {
  #characters = 0;
  #results = 0;

  constructor(private readonly tell: (message: ToJupyter) => void) {}

  /** Takes over what this process writes. */
  capture(): void {
    printTo((name, text) => this.print(name, text));
    console.clear = () => this.clear();
  }

  /** A cell begins: what it may print is counted from here. */
  begin(): void {
    this.#characters = 0;
    this.#results = 0;
  }

  /** The cell has ended: says how much of it wasn't shown. */
  end(): void {
    const [characters, results] = [
      this.#characters - MOST_CHARACTERS,
      this.#results - MOST_RESULTS,
    ];
    const left = [
      ...(characters > 0 ? [`${grouped(characters)} more characters`] : []),
      ...(results > 0 ? [`${grouped(results)} more results`] : []),
    ];
    this.#characters = 0;
    this.#results = 0;
    if (left.length > 0)
      this.print(
        "stderr",
        `\n… and ${left.join(" and ")}, left out: a page can't bear more. Print less, or write to a file.\n`,
      );
  }

  print(name: StreamName, text: string): void {
    const room = Math.max(0, MOST_CHARACTERS - this.#characters);
    this.#characters += text.length;
    if (room === 0) return;
    this.tell({ publish: "stream", content: { name, text: cut(text, room) } });
  }

  /** Shows something that isn't plain text: a message of its own. */
  publish(type: string, content: object): void {
    if (++this.#results > MOST_RESULTS && type !== "error") return;
    this.tell({ publish: type, content });
  }

  /** What the cell has shown so far goes, and doesn't count any more. */
  clear(): void {
    this.begin();
    this.tell({ publish: "clear_output", content: { wait: false } });
  }
}

/** The beginning of a text, without half of a character. */
function cut(text: string, length: number): string {
  return text
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/, (half) => (text.length > length ? "" : half));
}

const grouped = (count: number) => count.toLocaleString("en-US");
