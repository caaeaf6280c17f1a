/** What is stored of compiled cells, for tests. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CellStore } from "./cell-store";
import { compileAhead } from "./compile-ahead";
import { CompiledCells, NOTEBOOKS } from "./compiled-cells";

type Notebooks = readonly (readonly string[])[];
/** The stored files by their names. */
type Stored = Map<string, string>;

export const storedAhead = (notebooks: Notebooks): Stored =>
  storedBy((store) => compileAhead(notebooks, NOTEBOOKS, store));

/** What a kernel for each notebook stores, which compiles cell after cell. */
export const storedByKernel = (notebooks: Notebooks): Stored =>
  storedBy((store) => {
    for (const sources of notebooks) {
      const cells = new CompiledCells(NOTEBOOKS, store);
      for (const source of sources) {
        cells.compile(source);
        cells.started();
      }
    }
  });

function storedBy(action: (store: CellStore) => void): Stored {
  const home = mkdtempSync(path.join(tmpdir(), "cells-"));
  try {
    action(new CellStore(home));
    const files = readdirSync(home, { recursive: true, encoding: "utf8" });
    return new Map(
      files
        .filter((file) => file.endsWith(".json"))
        .sort()
        .map((file) => [file, readFileSync(path.join(home, file), "utf8")]),
    );
  } finally {
    rmSync(home, { recursive: true });
  }
}
