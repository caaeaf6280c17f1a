import type { Bar } from "./bar";
import { forget, keep, recall, type Kept } from "./memory";

/** A reader's answers and passed exercises of a chapter, which the browser keeps. */
export class Reader {
  readonly #kept: Kept;
  /** Whether the browser has what this page has. */
  #isKept = true;

  constructor(
    private readonly chapter: string,
    exercises: number,
    private readonly bar: Bar,
  ) {
    this.#kept = { ...recall(chapter), exercises };
    this.#showProgress();
  }

  /** The reader's code for a cell; undefined for one that was never changed. */
  answerTo(cell: string): string | undefined {
    return this.#kept.answers[cell];
  }

  /** Keeps the code of a cell; without code the cell is as delivered. */
  answers(cell: string, code: string | undefined): void {
    this.#catchUp();
    const { [cell]: _, ...others } = this.#kept.answers;
    this.#keep({ answers: code === undefined ? others : { ...others, [cell]: code } });
  }

  passes(exercises: string[]): void {
    if (exercises.length === 0) return;
    this.#catchUp();
    this.#keep({ passed: [...new Set([...this.#kept.passed, ...exercises])] });
    this.#showProgress();
  }

  forget(): void {
    this.#keep({ answers: {}, passed: [] });
    this.#showProgress();
  }

  /** Another tab with the chapter may have kept something since. */
  #catchUp(): void {
    if (!this.#isKept) return;
    const { answers, passed } = recall(this.chapter);
    Object.assign(this.#kept, { answers, passed });
  }

  #keep(news: Partial<Kept>): void {
    Object.assign(this.#kept, news);
    const { answers, passed } = this.#kept;
    // A mere visit leaves nothing behind.
    if (passed.length === 0 && Object.keys(answers).length === 0) return forget(this.chapter);
    this.#isKept = keep(this.chapter, this.#kept);
    if (!this.#isKept)
      this.bar.tell(
        "Your browser can't save your answers. To keep them, download this page as a notebook.",
      );
  }

  #showProgress(): void {
    this.bar.progress(this.#kept.passed.length, this.#kept.exercises);
  }
}
