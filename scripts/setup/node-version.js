"use strict";
// Every Node reads this file, however old: only syntax of 2009 in here.

var oldest = 20;

/**
 * Why the project can't run on this machine, in one sentence; "" when it can.
 * @param {string} version such as "v20.20.2"
 * @param {string} platform such as "linux"
 */
function complaintAbout(version, platform) {
  if (platform === "win32") {
    return "Native Windows is not supported: please run this inside WSL (https://learn.microsoft.com/windows/wsl/install).";
  }
  if (majorOf(version) >= oldest) return "";
  var fact = "Node " + oldest + " or newer is needed and this is " + version;
  return fact + ": please install a current one from https://nodejs.org.";
}

/** @param {string} version such as "v20.20.2" */
function majorOf(version) {
  return parseInt(version.replace(/^v/, ""), 10);
}

module.exports = { complaintAbout: complaintAbout, majorOf: majorOf };
