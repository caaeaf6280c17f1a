"use strict";
// Preloaded into the npm that set-up starts: it ends when set-up has ended.
const { isMainThread } = require("node:worker_threads");
const { endWithParent } = require("./watch-parent.js");

const parent = Number(process.env.DYNAMODB_IN_EXAMPLES_SETUP);
if (isMainThread && parent > 0) endWithParent(parent);
