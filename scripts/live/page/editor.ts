/// <reference lib="dom" />
/**
 * CodeMirror with what a cell needs, and no more: it has a budget (live.test.ts). It is a file of
 * its own, loaded at the first edit.
 */
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type Completion,
  type CompletionContext,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  StreamLanguage,
  syntaxHighlighting,
} from "@codemirror/language";
import { EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, hoverTooltip, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Editor, EditorOptions, OpenEditor } from "./editing";
import { element } from "./element";
import { TYPESCRIPT } from "./tokens";

/** Pygments' classes, so that code has the same colours as in the page around it. */
const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, class: "k" },
  { tag: tags.string, class: "s2" },
  { tag: tags.regexp, class: "sr" },
  { tag: [tags.number, tags.atom], class: "mf" },
  { tag: tags.comment, class: "c1" },
  { tag: tags.operator, class: "o" },
]);

const open: OpenEditor = (place, options, at) => {
  const view = new EditorView({
    parent: place,
    state: EditorState.create({ doc: options.code, extensions: extensions(options) }),
  });
  view.focus();
  if (at !== undefined) {
    const anchor = view.posAtCoords(at, false);
    view.dispatch({ selection: { anchor } });
  }
  return editorOf(view);
};

(globalThis as { liveEditor?: OpenEditor }).liveEditor = open;

const editorOf = (view: EditorView): Editor => ({
  get code() {
    return view.state.doc.toString();
  },
  replace(code) {
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: code } });
  },
  focus: () => view.focus(),
});

function extensions(options: EditorOptions): Extension[] {
  const { label, onChange, onRun } = options;
  const run = (movesOn: boolean) => () => {
    onRun(movesOn);
    return true;
  };
  return [
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ override: [(context) => complete(context, options)], icons: false }),
    hoverTooltip((view, position) => hover(view, position, options)),
    keymap.of([
      { key: "Shift-Enter", run: run(true) },
      { key: "Mod-Enter", run: run(false) },
      { key: "Ctrl-Enter", run: run(false) },
      // Tab has no command: it leaves the editor, so that a keyboard alone gets everywhere.
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    StreamLanguage.define(TYPESCRIPT),
    syntaxHighlighting(COLOURS),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": label, "aria-multiline": "true" }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(update.state.doc.toString());
    }),
  ];
}

async function complete(context: CompletionContext, { completions }: EditorOptions) {
  const word = context.matchBefore(/[\w$]+$|\.$|["'/]$/);
  if (word === null && !context.explicit) return null;
  const found = await completions(context.state.doc.toString(), context.pos);
  if (found === undefined || context.aborted) return null;
  return {
    from: found.from,
    to: found.to,
    options: found.options.map(({ label, kind, detail }): Completion => ({
      label,
      type: kind,
      ...(detail === undefined ? {} : { detail }),
    })),
    validFor: /^[\w$]*$/,
  };
}

async function hover(view: EditorView, position: number, { hover }: EditorOptions) {
  const found = await hover(view.state.doc.toString(), position);
  if (found === undefined) return null;
  const { from, to, signature, documentation } = found;
  const code = element("pre", { class: "live-signature" }, signature);
  const text = documentation === "" ? [] : [element("p", {}, documentation)];
  const dom = element("div", { class: "live-hover" }, code, ...text);
  return { pos: from, end: to, create: () => ({ dom }) };
}
