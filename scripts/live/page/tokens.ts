import type { StreamParser, StringStream } from "@codemirror/language";

/**
 * The colours and the indentation of TypeScript, line by line. CodeMirror has a whole parser for
 * it, which weighs a third of the editor, and here only colours and indentation depend on it.
 */
export const TYPESCRIPT: StreamParser<State> = {
  name: "typescript",
  startState: () => ({ open: [], isComment: false, isValue: false }),
  copyState: (state) => ({ ...state, open: [...state.open] }),
  token,
  indent({ open, isComment }, after, { unit }) {
    const inner = open.at(-1);
    if (isComment || inner?.closer === "`") return null;
    if (inner === undefined) return 0;
    return after.startsWith(inner.closer) ? inner.indent : inner.indent + unit;
  },
  languageData: {
    closeBrackets: { brackets: ["(", "[", "{", "'", '"', "`"] },
    indentOnInput: /^\s*[\])}]$/,
  },
};

type State = {
  /** The brackets and templates that are open, each with the indentation of its line. */
  open: { closer: string; indent: number }[];
  isComment: boolean;
  /** Whether the last token was a value: a slash after it divides; elsewhere it begins a pattern. */
  isValue: boolean;
};

const CLOSERS: Record<string, string> = { "(": ")", "[": "]", "{": "}", "`": "`", "${": "}" };

const KEYWORDS = new Set(
  (
    "abstract as async await break case catch class const continue default delete do else enum " +
    "export extends finally for from function get if implements import in instanceof interface " +
    "keyof let new of override private protected public readonly return satisfies set static " +
    "super switch this throw try type typeof var void while yield"
  ).split(" "),
);
const ATOMS = new Set(["true", "false", "null", "undefined", "NaN", "Infinity"]);

const STRING = /^(?:"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)/;
const PATTERN = /^\/(?![*/])(?:[^\\/[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/[a-z]*/;
const NUMBER = /^(?:0[xob][\da-f_]+|\d[\d_]*(?:\.[\d_]*)?(?:e[+-]?\d+)?)n?/i;

function token(stream: StringStream, state: State): string | null {
  if (state.isComment) return comment(stream, state);
  if (state.open.at(-1)?.closer === "`") return template(stream, state);
  if (stream.eatSpace()) return null;
  if (stream.match("//")) {
    stream.skipToEnd();
    return "comment";
  }
  if (stream.match("/*")) {
    state.isComment = true;
    return comment(stream, state);
  }
  const wasValue = state.isValue;
  state.isValue = true;
  if (stream.match(STRING)) return "string";
  if (stream.match(NUMBER)) return "number";
  if (!wasValue && stream.match(PATTERN)) return "regexp";
  const word = stream.match(/^[\p{L}_$][\p{L}\p{N}_$]*/u) as RegExpMatchArray | null;
  return word === null ? sign(stream, state) : kindOf(word[0], state, stream);
}

function kindOf(word: string, state: State, stream: StringStream): string | null {
  const isProperty = stream.string[stream.start - 1] === "." || stream.match(/^\??:/, false);
  if (isProperty) return null;
  if (ATOMS.has(word)) return "atom";
  if (!KEYWORDS.has(word)) return null;
  state.isValue = word === "this" || word === "super";
  return "keyword";
}

function sign(stream: StringStream, state: State): string | null {
  const next = stream.next() ?? "";
  if (CLOSERS[next] !== undefined) {
    open(next, stream, state);
    return next === "`" ? "string" : null;
  }
  if (next === state.open.at(-1)?.closer) {
    state.open.pop();
    return null;
  }
  state.isValue = false;
  return /[-+*/%=<>!&|^~?]/.test(next) ? "operator" : null;
}

function open(bracket: string, stream: StringStream, state: State): void {
  state.open.push({ closer: CLOSERS[bracket] ?? "", indent: stream.indentation() });
  state.isValue = false;
}

function template(stream: StringStream, state: State): string | null {
  if (stream.match("${")) {
    open("${", stream, state);
    return "operator";
  }
  if (stream.match("`")) {
    state.open.pop();
    state.isValue = true;
  } else if (!stream.match(/^(?:[^`\\$]|\\.|\$(?!\{))+/)) stream.next();
  return "string";
}

function comment(stream: StringStream, state: State): string {
  if (stream.match(/^.*?\*\//)) state.isComment = false;
  else stream.skipToEnd();
  return "comment";
}
