"use strict";

/** A failure that the reader can do something about: the message is the sentence to print, without a stack. */
class SetupError extends Error {
  /**
   * @param {string} message one sentence: what is wrong and what to do
   * @param {string[]} output the last lines of what the failed program said
   */
  constructor(message, output = []) {
    super(message);
    this.name = "SetupError";
    this.output = output;
  }
}

/**
 * By name and not by class: the commands in build/ have their own copy of this class.
 * @param {unknown} error
 * @returns {error is SetupError}
 */
function isSetupError(error) {
  return error instanceof Error && error.name === "SetupError";
}

module.exports = { SetupError, isSetupError };
