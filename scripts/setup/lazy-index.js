"use strict";
const { readFileSync, writeFileSync } = require("node:fs");

const REQUIRE = /^(?:var|const) (\w+) = require\("([^"]+)"\);\n/gm;
const EXPORT = /(Object\.defineProperty\(exports, "(\w+)", .*\breturn )(\w+)\.(\w+)(; \} \}\);)/g;

/** A getter's value takes its place: finding a module again takes longer than reading an item. */
const KEEP = `
function keep(name, value) {
    Object.defineProperty(exports, name, { value });
    return value;
}
`;

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
  if (modules.size === 0) return;
  const lazy = eager
    .replace(REQUIRE, "")
    .replace(
      EXPORT,
      (_, begin, exported, module, property, end) =>
        `${begin}keep("${exported}", require("${modules.get(module)}").${property})${end}`,
    );
  writeFileSync(file, lazy + KEEP);
}

module.exports = { loadAtFirstUse };
