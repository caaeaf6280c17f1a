"use strict";
// Read by every Node, however old: only syntax of 2009 in here.

var oldest = 20;

/**
 * What keeps this machine from running the project, in one sentence; "" when nothing does.
 * @param {string} version such as "v20.20.2"
 * @param {string} platform such as "linux"
 * @returns {string}
 */
function complaintAbout(version, platform) {
  if (platform === "win32") {
    return "Native Windows is not supported: please run this inside WSL (https://learn.microsoft.com/windows/wsl/install).";
  }
  if (majorOf(version) < oldest) {
    return (
      "Node " +
      oldest +
      " or newer is needed and this is " +
      version +
      ": please install a current one from https://nodejs.org."
    );
  }
  return "";
}

/**
 * @param {string} version such as "v20.20.2"
 * @returns {number} its first number
 */
function majorOf(version) {
  return parseInt(version.replace(/^v/, ""), 10);
}

module.exports = { complaintAbout: complaintAbout, majorOf: majorOf };
