"use strict";
// What every npm script runs: `node scripts/run.js <command> …`. This file and setup/node-version.js
// keep to syntax that even an old Node reads, so that the sentence about the version can be printed.
var nodeVersion = require("./setup/node-version.js");

var complaint = nodeVersion.complaintAbout(process.version, process.platform);
if (complaint) {
  console.error(complaint);
  process.exit(1);
}
require("./setup/run-command.js").runCommand(process.argv[2], process.argv.slice(3));
