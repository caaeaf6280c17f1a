import assert from "node:assert/strict";
import { test } from "node:test";
import { minutesIn, navigated, type Chapter } from "./navigation";
import { joined, lines, type Cell, type Notebook } from "./notebook";

const markdown = (id: string, source: string): Cell => ({
  cell_type: "markdown",
  id,
  metadata: {},
  source: lines(source),
});
const chapter = (file: string, title: string, minutes: number): Chapter => ({
  file,
  notebook: {
    cells: [
      markdown("header", `# ${title}\n\nold links\n\n**It takes** about ${minutes} minutes.`),
      markdown("end", "---\n\nold links\n\n*Licence*"),
    ],
  } as Notebook,
});
const contents: Chapter = {
  file: "00-contents.ipynb",
  notebook: {
    cells: [
      markdown(
        "chapters",
        "| | minutes |\n|---|---|\n| [A](01-a.ipynb) | 1 |\n| [B](02-b.ipynb): b | 2 |",
      ),
    ],
  } as Notebook,
};
const chapters = [
  contents,
  chapter("01-a.ipynb", "Example 1: a wallet", 40),
  chapter("02-b.ipynb", "Example 2: views", 25),
];
const textOf = ({ notebook }: Chapter | undefined = contents) =>
  notebook.cells.map(({ source }) => joined(source));

test("each chapter links to its neighbours and to the contents, at both ends", () => {
  const [, first, second] = navigated(chapters);
  assert.deepEqual(textOf(first), [
    "# Example 1: a wallet\n\n[Contents](00-contents.ipynb) · next: [Example 2, views](02-b.ipynb)\n\n**It takes** about 40 minutes.",
    "---\n\nNext: [Example 2, views](02-b.ipynb) · [Contents](00-contents.ipynb)\n\n*Licence*",
  ]);
  assert.deepEqual(textOf(second), [
    "# Example 2: views\n\n[Example 1, a wallet](01-a.ipynb) · [Contents](00-contents.ipynb)\n\n**It takes** about 25 minutes.",
    "---\n\nBack: [Contents](00-contents.ipynb)\n\n*Licence*",
  ]);
});

test("the contents get the minutes that the chapters name", () => {
  assert.match(
    textOf(navigated(chapters)[0]).join(),
    /\(01-a\.ipynb\) \| 40 \|\n\| \[B\]\(02-b\.ipynb\): b \| 25 \|/,
  );
  assert.equal(
    minutesIn("| [A](notebooks/01-a.ipynb) | 7 |", chapters.slice(1, 2), "notebooks/"),
    "| [A](notebooks/01-a.ipynb) | 40 |",
  );
});

test("doing it again changes nothing", () =>
  assert.deepEqual(navigated(navigated(chapters)), navigated(chapters)));

test("a chapter that is missing from the contents, or has no minutes, is an error", () => {
  assert.throws(
    () => navigated([...chapters, chapter("03-c.ipynb", "C", 1)]),
    /No row has the minutes of 03-c\.ipynb/,
  );
  assert.throws(
    () =>
      navigated([
        contents,
        {
          file: "01-a.ipynb",
          notebook: { cells: [markdown("x", "# A\n\nx"), markdown("y", "---\n\ny")] } as Notebook,
        },
      ]),
    /says how many minutes/,
  );
});
