import type { Bar } from "./bar";
import { forget, keep, recall, type Kept } from "./memory";

/** A reader's answers and passed exercises of a chapter, which the browser keeps. */
export class Reader {
  readonly #kept: Kept;

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
    const { [cell]: _, ...others } = this.#kept.answers;
    this.#keep({ answers: code === undefined ? others : { ...others, [cell]: code } });
  }

  passes(exercises: string[]): void {
    if (exercises.length === 0) return;
    this.#keep({ passed: [...new Set([...this.#kept.passed, ...exercises])] });
    this.#showProgress();
  }

  forget(): void {
    this.#keep({ answers: {}, passed: [] });
    this.#showProgress();
  }

  #keep(news: Partial<Kept>): void {
    Object.assign(this.#kept, news);
    const { answers, passed } = this.#kept;
    // A mere visit leaves nothing behind.
    if (passed.length === 0 && Object.keys(answers).length === 0) return forget(this.chapter);
    if (!keep(this.chapter, this.#kept))
      this.bar.tell("Your browser keeps nothing for this page: download it as a notebook.");
  }

  #showProgress(): void {
    this.bar.progress(this.#kept.passed.length, this.#kept.exercises);
  }
}
