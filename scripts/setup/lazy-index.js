"use strict";
const { readFileSync, writeFileSync } = require("node:fs");

const REQUIRE = /^(?:var|const) (\w+) = require\("([^"]+)"\);\n/gm;

/**
 * Rewrites a compiled index so that it loads each module when one of its exports is first read. A
 * program that only stores and reads items then never loads the pictures. TypeScript has no option
 * for that.
 * @param {string} file An index that only re-exports, as TypeScript compiles it to CommonJS
 */
function loadAtFirstUse(file) {
  const eager = readFileSync(file, "utf8");
  const modules = new Map(
    [...eager.matchAll(REQUIRE)].map(([, name = "", place = ""]) => [name, place]),
  );
  const lazy = eager
    .replace(REQUIRE, "")
    .replace(/\breturn (\w+)\.(\w+);/g, (whole, name, property) =>
      modules.has(name) ? `return require("${modules.get(name)}").${property};` : whole,
    );
  if (lazy !== eager) writeFileSync(file, lazy);
}

module.exports = { loadAtFirstUse };
