"use strict";
// Which notebooks are the workbook's own: the contents, and what its table of chapters links to. So
// a teacher's or learner's notebook in the same folder is none, whatever its name is.
const { existsSync, readdirSync, readFileSync } = require("node:fs");
const path = require("node:path");
const { inProject } = require("./project.js");
const { SetupError } = require("./setup-error.js");

const contents = "00-contents.ipynb";
const notebooks = inProject("notebooks");
/** What `npm run reset` and `npm run update` keep of a learner's chapter. @param {string} name */
const isCopy = (name) => /\.mine(-\d+)?\.ipynb$/.test(name);

/** The names of the delivered notebooks that exist, the contents first. @returns {string[]} */
function chapterFiles(folder = notebooks) {
  const linked = [...chapterTable(folder).matchAll(/\]\(([^)/]+\.ipynb)\)/g)];
  return [contents, ...new Set(linked.map(([, name = ""]) => name))]
    .filter((name) => existsSync(path.join(folder, name)))
    .sort();
}

/** @param {string} folder @returns {string} */
function chapterTable(folder) {
  try {
    /** @type {{ cells: { id: string, source: string | string[] }[] }} */
    const { cells } = JSON.parse(readFileSync(path.join(folder, contents), "utf8"));
    return [cells.find(({ id }) => id === "chapters")?.source ?? ""].flat().join("");
  } catch (error) {
    throw new SetupError(
      `notebooks/${contents} can't be read, and it says which notebooks are chapters: "npm run reset -- 00" restores it.`,
      [String(error)],
    );
  }
}

/** The names of other notebooks in the folder. @returns {string[]} */
function ownNotebooks(folder = notebooks) {
  const delivered = chapterFiles(folder);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ipynb") && !delivered.includes(name) && !isCopy(name))
    .sort();
}

module.exports = { chapterFiles, ownNotebooks };
