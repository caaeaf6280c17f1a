"use strict";
// One line per step. On a terminal the lines of the running steps are rewritten in place; elsewhere a step
// prints one line when it starts, one now and then, and one when it is done.

const plainLineEvery = 10_000;

/** @typedef {{ title: string, detail: string, started: number, printed: number }} Running */

class Progress {
  /** @param {{ isTTY?: boolean, columns?: number, write(text: string): unknown }} out */
  constructor(out = process.stderr) {
    this.out = out;
    /** @type {Running[]} */
    this.running = [];
    this.linesOnScreen = 0;
    /** @type {NodeJS.Timeout | undefined} */
    this.clock = undefined;
  }

  /**
   * Shows a step while it runs.
   * @template T
   * @param {string} title
   * @param {(tell: (detail: string) => void) => Promise<T>} work `tell` changes what stands behind the title;
   *   what was told last also stands in the final line
   * @returns {Promise<T>}
   */
  async step(title, work) {
    const started = Date.now();
    const step = { title, detail: "", started, printed: started };
    this.begin(step);
    try {
      const result = await work((detail) => this.tell(step, detail));
      this.end(step, "✓");
      return result;
    } catch (error) {
      this.end(step, "✗");
      throw error;
    }
  }

  /** @param {Running} step */
  begin(step) {
    this.running.push(step);
    if (!this.out.isTTY) this.out.write(`… ${step.title}\n`);
    this.clock ??= setInterval(() => this.redraw(), 200).unref();
    this.redraw();
  }

  /** @param {Running} step @param {string} detail */
  tell(step, detail) {
    step.detail = detail;
    if (this.out.isTTY || Date.now() - step.printed < plainLineEvery) return;
    step.printed = Date.now();
    this.out.write(`… ${lineOf(step)}\n`);
  }

  /** @param {Running} step @param {string} sign */
  end(step, sign) {
    this.running.splice(this.running.indexOf(step), 1);
    this.erase();
    this.out.write(`${sign} ${lineOf(step)}\n`);
    this.redraw();
    if (this.running.length > 0) return;
    clearInterval(this.clock);
    this.clock = undefined;
  }

  /**
   * A line of its own, above those of the running steps.
   * @param {string} text
   */
  say(text) {
    this.erase();
    this.out.write(`${text}\n`);
    this.redraw();
  }

  erase() {
    if (this.linesOnScreen > 0) this.out.write(`\x1b[${this.linesOnScreen}A\x1b[J`);
    this.linesOnScreen = 0;
  }

  redraw() {
    if (!this.out.isTTY || this.running.length === 0) return;
    this.erase();
    const width = (this.out.columns || 80) - 1;
    this.out.write(this.running.map((step) => `… ${lineOf(step)}`.slice(0, width) + "\n").join(""));
    this.linesOnScreen = this.running.length;
  }
}

/** @param {Running} step */
function lineOf({ title, detail, started }) {
  const seconds = Math.round((Date.now() - started) / 1000);
  return `${title}  ${detail ? `${detail}, ` : ""}${seconds} s`;
}

module.exports = { Progress };
