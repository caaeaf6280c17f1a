/** Cells in the page print what Node prints for the same statements as one module. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { Script } from "node:vm";
import { SEQUENCES, type Sequence } from "../../cell/sequences";
import { saidByNode } from "../../kernel/said-by-node";
import type { Host, Place } from "../runner/hosts";
import { PageSession, printed, type Ran } from "../runner/session";

const MODULES = "The page has few of Node's modules.";
const NAMESPACES = "Sucrase can't compile namespaces, so the page refuses them.";
/** Whether a place knows `using`: browsers do, of Node's versions only the later ones. */
function knowsUsing(place: Place): boolean {
  if (place !== "threads") return true;
  try {
    return Boolean(new Script("{ using nothing = null; }"));
  } catch {
    return false;
  }
}

/** The sequences that don't run in the page as they do in the kernel, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "named, default and namespace imports of Node's modules": MODULES,
  "a hoisted function uses an import of its cell, and an import stands below its use": MODULES,
  "import() and import.meta": MODULES,
  "an import again, and an import of a name that a cell declared": MODULES,
  "imports of a cell that failed stay": MODULES,
  namespaces: NAMESPACES,
  "a namespace that belongs to a function and to a class": NAMESPACES,
  "a namespace again is the new one only": NAMESPACES,
  decorators: "Sucrase leaves decorators, which no browser knows.",
  "a cell with a type error doesn't run at all":
    "The page asks its compiler, which loads later, before it sends a cell.",
};

const USING = "Node doesn't know them yet, and sucrase leaves them.";

const exceptionsIn = (place: Place): Readonly<Record<string, string>> =>
  knowsUsing(place)
    ? EXCEPTIONS
    : { ...EXCEPTIONS, "using declarations": USING, "await using in a block": USING };

const HAS_FILES = ({ files }: Sequence) =>
  files !== undefined && "A page has no files beside the notebook.";

let byNode: ReadonlyMap<string, string> | undefined;

/** What Node prints for each sequence that is one module, by its name; asked once for all places. */
function saidByNodeOnce(): ReadonlyMap<string, string> {
  if (byNode !== undefined) return byNode;
  const asOneModule = SEQUENCES.filter(({ because }) => because === undefined);
  // Inside of build/, so that packages are found, and the library as `../lib`.
  const folder = mkdtempSync(path.join(__dirname, "../../../sequences "));
  try {
    const texts = saidByNode(asOneModule, path.join(folder, "node"));
    return (byNode = new Map(asOneModule.map(({ name }, index) => [name, texts[index] ?? ""])));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Defines a test for each sequence, in pages of such a place. */
export function printsAsNode(host: Host, place: Place): void {
  const exceptions = exceptionsIn(place);
  let session: PageSession;
  let expected: ReadonlyMap<string, string>;

  before(async () => {
    session = await PageSession.start(host);
    expected = saidByNodeOnce();
  });
  after(() => session.close());

  for (const sequence of SEQUENCES) {
    const { name, cells, prints } = sequence;
    const reason = exceptions[name];
    test(name, { skip: HAS_FILES(sequence) }, async () => {
      const ran: Ran[] = [];
      for (const cell of cells) ran.push(await session.run(cell));
      const said = ran.map((one) => printed(one)).join("");
      const wanted = prints ?? expected.get(name);
      const errors = JSON.stringify(ran.flatMap(({ outputs }) => outputs.filter(isComplaint)));
      if (reason === undefined) assert.equal(said, wanted, errors);
      else assert.notEqual(said, wanted, `It needn't be an exception any more: ${reason}`);
      if (reason === undefined && prints === undefined) assert.equal(errors, "[]");
    });
  }

  test("every exception is a sequence", () => {
    const names = SEQUENCES.map(({ name }) => name);
    assert.deepEqual(
      Object.keys(exceptions).filter((name) => !names.includes(name)),
      [],
    );
  });
}

const isComplaint = ({ output_type, name }: Ran["outputs"][number]) =>
  output_type === "error" || name === "stderr";
