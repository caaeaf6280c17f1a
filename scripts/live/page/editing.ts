import { loadFile } from "./files";
import type { Completions, Hover } from "./types";

/** An editor in place of a cell's code. */
export type Editor = {
  readonly code: string;
  replace(code: string): void;
  focus(): void;
};

/** What an editor tells, and whom it asks. `offset` counts characters of the code. */
export type EditorOptions = {
  code: string;
  label: string;
  onChange: (code: string) => void;
  /** Shift+Enter, which also moves on, and Ctrl+Enter. */
  onRun: (movesOn: boolean) => void;
  completions: (code: string, offset: number) => Promise<Completions | undefined>;
  hover: (code: string, offset: number) => Promise<Hover | undefined>;
};

/** Opens an editor in a place. `at`: where the reader clicked. */
export type OpenEditor = (
  place: HTMLElement,
  options: EditorOptions,
  at?: { x: number; y: number },
) => Editor;

type Loaded = { liveEditor?: OpenEditor };

/** Loads the editor, at the first edit. */
export async function editor(): Promise<OpenEditor> {
  await loadFile("editor");
  const { liveEditor } = globalThis as Loaded;
  if (liveEditor === undefined) throw new Error("editor.js holds no editor.");
  return liveEditor;
}
