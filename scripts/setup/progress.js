"use strict";
// On a terminal the lines of the running steps are rewritten in place; elsewhere a step prints a
// line when it starts, one every ten seconds, and one when it is done.

const terminalEvery = 200;
const plainEvery = 10_000;

/** @typedef {{ title: string, detail: string, started: number }} Step */

class Progress {
  /** @param {{ isTTY?: boolean, columns?: number, write(text: string): unknown }} out */
  constructor(out = process.stderr) {
    this.out = out;
    /** @type {Step[]} */
    this.running = [];
    this.linesOnScreen = 0;
  }

  /**
   * Shows a step while it runs.
   * @template T
   * @param {string} title
   * @param {(tell: (detail: string) => void) => Promise<T>} work `tell` changes the text after the title
   * @returns {Promise<T>}
   */
  async step(title, work) {
    const step = { title, detail: "", started: Date.now() };
    this.running.push(step);
    if (this.out.isTTY) this.draw();
    else this.out.write(`… ${title}\n`);
    const clock = setInterval(
      () => (this.out.isTTY ? this.draw() : this.say(`… ${lineOf(step)}`)),
      this.out.isTTY ? terminalEvery : plainEvery,
    ).unref();
    let sign = "✗";
    try {
      const result = await work((detail) => (step.detail = detail));
      sign = "✓";
      return result;
    } finally {
      clearInterval(clock);
      this.running.splice(this.running.indexOf(step), 1);
      this.say(`${sign} ${lineOf(step)}`);
    }
  }

  /** Prints a line above those of the running steps. @param {string} text */
  say(text) {
    this.draw(`${text}\n`);
  }

  /** @param {string} above */
  draw(above = "") {
    const erase = this.linesOnScreen > 0 ? `\x1b[${this.linesOnScreen}A\x1b[J` : "";
    const steps = this.out.isTTY ? this.running : [];
    const width = (this.out.columns || 80) - 1;
    const lines = steps.map((step) => `${`… ${lineOf(step)}`.slice(0, width)}\n`);
    this.linesOnScreen = lines.length;
    this.out.write(erase + above + lines.join(""));
  }
}

/** @param {Step} step */
function lineOf({ title, detail, started }) {
  const seconds = Math.round((Date.now() - started) / 1000);
  return `${title}  ${detail ? `${detail}, ` : ""}${seconds} s`;
}

module.exports = { Progress };
