import { transform } from "sucrase";
import type { ErrorContent } from "../../cell/traces";
import { complaintText, type Complaint } from "../../cell/complaints";

/** Thrown for a cell that can't run, before it starts. */
export class Refused extends Error {
  readonly content: ErrorContent;

  constructor(complaint: Complaint) {
    super(complaint.message);
    const { message } = complaint;
    this.content = { ename: "SyntaxError", evalue: message, traceback: [complaintText(complaint)] };
  }
}

/**
 * Takes the types away; lines stay where they are.
 *
 * @throws Refused with the place of a syntax error, or of what only the kernel can compile
 */
export function compile(code: string): string {
  const js = withoutTypes(code);
  refuseNamespaces(code, js);
  return js;
}

/** Parses the JavaScript of a cell. @throws Refused with the place of acorn's syntax error */
export function parsed<T>(code: string, js: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw refusal(error, (place) => placeInSource(code, js, place), js);
  }
}

function withoutTypes(code: string): string {
  try {
    return transform(code, {
      transforms: ["typescript"],
      disableESTransforms: true,
      preserveDynamicImport: true,
      // A later cell may use it.
      keepUnusedImports: true,
    }).code;
  } catch (error) {
    throw refusal(error, ({ line, column }) => ({ line, column: column - 1 }));
  }
}

/** A place in a text, lines from 1 and columns from 0, as acorn counts. */
type Place = { line: number; column: number };

function refusal(error: unknown, inSource: (place: Place) => Place, js = ""): unknown {
  const { loc, message } = error as SyntaxError & { loc?: Place };
  if (!(error instanceof SyntaxError) || loc === undefined) return error;
  const { line, column } = inSource(loc);
  const isDecorator = js.split("\n")[loc.line - 1]?.[loc.column] === "@";
  const words = isDecorator ? notebookOnly("Decorators") : `${message.replace(AT, "")}.`;
  return new Refused({ line, column: column + 1, message: words });
}

/** The place at the end of sucrase's and acorn's messages. */
const AT = / \(\d+:\d+\)$/;

const notebookOnly = (what: string) => `${what} run in the notebook only, not in this page.`;

/** Finds a place of the JavaScript in its source: types may have stood before it in its line. */
function placeInSource(code: string, js: string, { line, column }: Place): Place {
  const rest = js.split("\n")[line - 1]?.slice(column) ?? "";
  const found = code.split("\n")[line - 1]?.lastIndexOf(rest) ?? -1;
  return { line, column: rest === "" || found === -1 ? column : found };
}

const NAMESPACE = /(?<!\bdeclare\s+)\b(?:namespace|module)\s+[\w$.]+\s*\{/g;

/** Sucrase drops a namespace with all that is in it, silently. */
function refuseNamespaces(code: string, js: string): void {
  const [first, ...more] = code.matchAll(NAMESPACE);
  if (first === undefined || js.match(NAMESPACE)?.length === more.length + 1) return;
  const before = code.slice(0, first.index).split("\n");
  const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  throw new Refused({
    ...place,
    message: notebookOnly("Namespaces"),
  });
}
