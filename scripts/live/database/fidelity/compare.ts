/** How two answers to one request differ. */

export type Answer = { status: number; body: string };

/**
 * - `words`: both refuse, with the same code and other words
 * - `code`: both refuse, with another code
 * - `refused`: the page's database says that it can't do it
 * - `result`: both do it, and answer differently
 * - `outcome`: one does it, and the other refuses
 */
export type Kind = "words" | "code" | "refused" | "result" | "outcome";

type Json = Record<string, unknown>;

/** Returns how the page's answer differs from DynamoDB Local's; nothing if it is the same. */
export function difference(page: Answer, local: Answer): Kind | undefined {
  const [ours, theirs] = [plain(page.body), plain(local.body)];
  if (page.status === local.status && text(ours) === text(theirs)) return undefined;
  if (isRefusal(ours)) return "refused";
  const [we, they] = [page.status === 200, local.status === 200];
  if (we !== they) return "outcome";
  if (we) return "result";
  return codeOf(ours) === codeOf(theirs) ? "words" : "code";
}

const isRefusal = (body: Json) =>
  String(body["message"]).startsWith("The database in this page doesn't support");

const codeOf = (body: Json) => String(body["__type"]).split("#").at(-1);

/** The answer without times and request ids, and with what has no order in one order. */
function plain(body: string): Json {
  const parsed = JSON.parse(body, function (this: Json, name, value: unknown) {
    if (/DateTime$/.test(name) && value !== 0) return "<time>";
    if (/^[SNB]S$/.test(name) && Array.isArray(value)) return (value as string[]).toSorted();
    return value;
  }) as Json;
  const { Message, ...rest } = parsed;
  return Message === undefined ? rest : { ...rest, message: Message };
}

/** JSON with names in one order. */
function text(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** DynamoDB answers a scan's and a batch's items in an order of its own. */
export function unordered(operation: string, answer: Answer): Answer {
  if (operation !== "Scan" && operation !== "BatchGetItem") return answer;
  const body = JSON.parse(answer.body, (name, value: unknown) =>
    (name === "Items" || name === "pairs") && Array.isArray(value)
      ? value.sort((a, b) => (text(a) < text(b) ? -1 : 1))
      : value,
  ) as Json;
  return { ...answer, body: JSON.stringify(body) };
}
