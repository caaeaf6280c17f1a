"use strict";
// What Jupyter reads from .venv/share: the kernel, and settings of JupyterLab. Written only when
// different, so also after the project was moved or another Node is in use.
const { inProject, root } = require("./project.js");
const { textOf, writeWhole } = require("./stamps.js");

/** @param {string} project @param {string} node absolute paths, so that a kernel needs no PATH */
const kernelSpec = (project, node) => ({
  argv: [node, `${project}/build/scripts/kernel/main.js`, "{connection_file}"],
  // An interrupt comes as a message: a thread of the kernel receives it while a cell is busy.
  interrupt_mode: "message",
  display_name: "TypeScript",
  language: "typescript",
  env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
});

const labSettings = {
  // A chapter is in the page as a whole, so that searching it and jumping to a heading work, and it
  // is put there at once: cell by cell ("defer"), each new editor makes the page lay itself out.
  "@jupyterlab/notebook-extension:tracker": { windowingMode: "none" },
  // The first completion may wait for the compiler; by default JupyterLab drops what takes a second.
  "@jupyterlab/completer-extension:manager": { providerTimeout: 30_000 },
  // No question about news, no notice of new versions: the versions here are pinned.
  "@jupyterlab/apputils-extension:notification": {
    fetchNews: "false",
    checkForUpdates: false,
    doNotDisturbMode: false,
  },
};

// Prices would become formulas: "from $5 to $6". Export and site have no formulas either.
const labPage = { disabledExtensions: ["@jupyterlab/mathjax-extension:plugin"] };

/** The files that are missing or different, with their text. */
function outdated() {
  const contents = {
    "kernels/tslab/kernel.json": kernelSpec(root, process.execPath),
    "lab/settings/overrides.json": labSettings,
    "lab/settings/page_config.json": labPage,
  };
  return Object.entries(contents)
    .map(([name, content]) => ({
      file: inProject(".venv", "share", "jupyter", name),
      text: JSON.stringify(content, null, 2) + "\n",
    }))
    .filter(({ file, text }) => textOf(file) !== text);
}

const jupyterFilesAreReady = () => outdated().length === 0;

function writeJupyterFiles() {
  for (const { file, text } of outdated()) writeWhole(file, text);
}

module.exports = { jupyterFilesAreReady, writeJupyterFiles, kernelSpec };
