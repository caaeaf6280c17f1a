// The rooms of the library, from the ground up: each imports only from rooms below it.
const rooms = [
  "demo",
  "lists",
  "print",
  "errors",
  "embedded",
  "client",
  "fields",
  "items",
  "expressions",
  "requests",
  "table",
  "show",
  "pictures",
];
const TESTS = "\\.(test|hard|cases|tables)\\.ts$";

const layers = rooms.map((room, floor) => ({
  name: `${room}-looks-down`,
  comment: `lib/${room} imports from lib/{${rooms.slice(0, floor).join(",")}} at most.`,
  severity: "error",
  from: { path: `^lib/${room}/`, pathNot: TESTS },
  to: { path: `^(lib/(${[...rooms.slice(floor + 1), "index"].join("|")})|notebooks|scripts)` },
}));

module.exports = {
  forbidden: [
    ...layers,
    {
      name: "library-stands-alone",
      comment: "lib imports neither the exercises nor the scripts.",
      severity: "error",
      from: { path: "^lib/", pathNot: TESTS },
      to: { path: "^(notebooks|scripts)/" },
    },
    {
      name: "exercises-use-the-library",
      comment: "What an exercise needs beyond the public API is named in framework/internals.ts.",
      severity: "error",
      from: { path: "^notebooks/exercises/", pathNot: "framework/internals\\.ts$" },
      to: { path: "^(scripts/|lib/(?!index\\.ts$))" },
    },
    {
      name: "framework-looks-down",
      comment: "The framework of the exercises knows no chapter.",
      severity: "error",
      from: { path: "^notebooks/exercises/framework/" },
      to: { path: "^notebooks/exercises/(?!framework/)" },
    },
    {
      name: "page-knows-its-workers-by-messages",
      comment:
        "What a page loads at once stays small: only the protocol and the tag of cells for the notebook are shared.",
      severity: "error",
      from: { path: "^scripts/live/page/", pathNot: TESTS },
      to: {
        path: "^(lib|notebooks|scripts)/",
        pathNot: "^scripts/live/(page/|(protocol|notebook-only)\\.ts$)",
      },
    },
    { name: "no-circle", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-node-in-a-cell",
      comment: "The exported site runs cells by the same code as the kernel.",
      severity: "error",
      from: { path: "^scripts/cell/", pathNot: TESTS },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "no-node-in-the-page",
      comment: "What runs in the page has none of Node's modules; its bundle and its tests do.",
      severity: "error",
      from: {
        path: "^scripts/live/runner/",
        pathNot: `${TESTS}|/(answers|bundle|chapters|hosts|session)\\.ts$`,
      },
      to: { dependencyTypes: ["core"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
  },
};
