"use strict";
// What Jupyter reads from .venv/share: the kernel, and settings of JupyterLab. Written only when different, so also
// after the project was moved or another Node is in use.
const { inProject, root } = require("./project.js");
const { textOf, writeWhole } = require("./stamps.js");
const path = require("node:path");

function jupyterFiles() {
  const share = inProject(".venv", "share", "jupyter");
  return [
    {
      file: path.join(share, "kernels", "tslab", "kernel.json"),
      content: kernelSpec(root, process.execPath),
    },
    { file: path.join(share, "lab", "settings", "overrides.json"), content: labSettings },
  ].map(({ file, content }) => ({ file, text: JSON.stringify(content, null, 2) + "\n" }));
}

/**
 * @param {string} project
 * @param {string} node
 */
function kernelSpec(project, node) {
  return {
    argv: [node, path.join(project, "build", "scripts", "kernel", "main.js"), "{connection_file}"],
    // An interrupt comes as a message: a thread of the kernel receives it while a cell is busy.
    interrupt_mode: "message",
    display_name: "TypeScript",
    language: "typescript",
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
  };
}

/**
 * Nobody is asked about news or told about new versions: the versions here are pinned. And a chapter stands in the page
 * as a whole, so that searching it and jumping to a heading work, instead of being drawn piece by piece while scrolling.
 */
const labSettings = {
  "@jupyterlab/notebook-extension:tracker": { windowingMode: "defer" },
  "@jupyterlab/apputils-extension:notification": {
    fetchNews: "false",
    checkForUpdates: false,
    doNotDisturbMode: false,
  },
};

function jupyterFilesAreReady() {
  return jupyterFiles().every(({ file, text }) => textOf(file) === text);
}

function writeJupyterFiles() {
  for (const { file, text } of jupyterFiles()) {
    if (textOf(file) !== text) writeWhole(file, text);
  }
}

module.exports = { jupyterFilesAreReady, writeJupyterFiles, kernelSpec };
