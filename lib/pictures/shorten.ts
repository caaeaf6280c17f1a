import { characters } from "../print/cut";

/**
 * Longer texts are shortened. Texts that people wrote themselves, such as `101_1428791681`, are
 * rarely longer.
 */
const LONGEST = 20;
/** How many letters of an end are shown: the first of these that distinguishes all texts. */
const OF_UUID = [4, 6, 8, 12];
const OF_TEXT = [14, 18, 24];

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** Returns the short form of a text. */
export type Shorten = (text: string) => string;

/**
 * Returns short forms for the texts that a picture shows under one name, such as the values of
 * `user_id`: of each UUID and each long text the end by which it differs from the others, `…0012`.
 * Different texts stay different.
 */
export function shortForms(texts: Iterable<string>): Shorten {
  const all = [...new Set(texts)];
  const shortUuids = uuidForms(all);
  const shortTexts = endsOf(all.map(shortUuids).filter(isLong), OF_TEXT, [head, tail, both]);
  return (text) => {
    const short = shortUuids(text);
    return isLong(short) ? shortTexts(short) : short;
  };
}

const isLong = (text: string) => characters(text).length > LONGEST;

/** Shortens UUIDs separately for each place in the text: `{page}_{user}` has two kinds of them. */
function uuidForms(texts: readonly string[]): Shorten {
  const places: Set<string>[] = [];
  for (const text of texts)
    for (const [place, uuid] of (text.match(UUID) ?? []).entries())
      (places[place] ??= new Set()).add(uuid);
  const forms = places.map((uuids) => endsOf([...uuids], OF_UUID, [tail, head, both]));
  return (text) => {
    let place = 0;
    return text.replace(UUID, (uuid) => (forms[place++] ?? tail(4))(uuid));
  };
}

/**
 * Returns the shortest form that distinguishes all texts. If none does, texts that would look the
 * same stay whole.
 */
function endsOf(
  texts: readonly string[],
  lengths: readonly number[],
  ends: readonly ((length: number) => Shorten)[],
): Shorten {
  const forms = lengths.flatMap((length) => ends.map((end) => end(length)));
  const distinct = new Set(texts).size;
  const form = forms.find((one) => new Set(texts.map(one)).size === distinct);
  if (form !== undefined) return form;
  const longest = both(lengths.at(-1) ?? LONGEST);
  const isShared = (short: string, of: string) =>
    texts.some((other) => other !== of && longest(other) === short);
  const shared = new Set(texts.filter((text) => isShared(longest(text), text)));
  return (text) => (shared.has(text) ? text : longest(text));
}

const head = (length: number) => (text: string) => `${characters(text).slice(0, length).join("")}…`;
const tail = (length: number) => (text: string) => `…${characters(text).slice(-length).join("")}`;
const both = (length: number) => (text: string) =>
  head(length / 2)(text) +
  characters(text)
    .slice(-length / 2)
    .join("");
