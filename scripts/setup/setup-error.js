"use strict";

/** A failure that the reader can do something about: its message is printed without a stack. */
class SetupError extends Error {
  /**
   * @param {string} message one sentence: what happened and what to do
   * @param {string[]} output the last lines that the failed program printed
   */
  constructor(message, output = []) {
    super(message);
    this.name = "SetupError";
    this.output = output;
  }
}

module.exports = { SetupError };
