/** An entry as Jupyter reads it: session, number, and the code, or the code and its result. */
type Entry = [session: number, line: number, what: string | [code: string, result: string | null]];

type Request = Record<string, unknown>;

/** The number of this session, the only one. */
const SESSION = 0;

/** The code that ran in this session, in the forms that consoles request. */
export class History {
  readonly #all: { line: number; code: string; result: string | null }[] = [];

  add(line: number, code: string): void {
    this.#all.push({ line, code, result: null });
  }

  /** Notes the result of the last code. */
  gave(result: string): void {
    const last = this.#all.at(-1);
    if (last !== undefined) last.result = result;
  }

  /** Answers a `history_request`. */
  answer(request: Request): Entry[] {
    const withResult = request["output"] === true;
    return this.#selected(request).map(({ line, code, result }) => [
      SESSION,
      line,
      withResult ? [code, result] : code,
    ]);
  }

  #selected(request: Request) {
    const { hist_access_type: access, n, start, stop, session } = request;
    const newest = <T>(list: T[]) => (typeof n === "number" ? list.slice(-n || list.length) : list);
    if (access === "tail") return newest(this.#all);
    if (access === "search")
      return newest(this.#matching(textOr(request["pattern"], "*"), request));
    if (Number(session ?? SESSION) !== SESSION) return [];
    const end = typeof stop === "number" ? stop : Infinity;
    return this.#all.filter(({ line }) => line >= Number(start ?? 0) && line < end);
  }

  #matching(pattern: string, { unique }: Request) {
    const matches = globbed(pattern);
    const found = this.#all.filter(({ code }) => matches.test(code));
    if (unique !== true) return found;
    return [...new Map(found.map((one) => [one.code, one])).values()];
  }
}

const textOr = (value: unknown, otherwise: string) =>
  typeof value === "string" ? value : otherwise;

/** Converts a pattern in which `*` means any text and `?` any character. */
function globbed(pattern: string): RegExp {
  const parts = Array.from(pattern, (character) => {
    if (character === "*") return ".*";
    return character === "?" ? "." : character.replace(/[\\^$.*+?()[\]{}|/]/u, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`, "su");
}
