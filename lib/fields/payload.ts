import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { brief } from "../print/brief";
import { numberText, partsOf } from "./number-text";

/**
 * How deep a list or a map may be nested.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
const MAX_LEVELS = 32;
const TOO_DEEP = `is nested more than ${MAX_LEVELS} levels deep`;

/** What is wrong with an attribute value, or with a part of it: at `[0].sizes`, for instance. */
export type Problem = { at: string; says: string; isEmptySet: boolean };

/** Says why DynamoDB would refuse an attribute value; `undefined` if it wouldn't. */
export function payloadProblem(value: AttributeValue, level = 1): Problem | undefined {
  if (level > MAX_LEVELS) return itself(TOO_DEEP);
  if (value.N !== undefined) return itself(numberProblem(value.N));
  if (value.S !== undefined) return itself(stringProblem(value.S));
  if (value.B !== undefined) return itself(bytesProblem(value.B));
  const set = value.SS ?? value.NS ?? value.BS;
  if (set?.length === 0) return EMPTY_SET;
  if (value.SS !== undefined) return itself(setProblem(value.SS, stringProblem, brief));
  if (value.NS !== undefined) return itself(setProblem(value.NS, numberProblem, valueOfNumber));
  if (value.BS !== undefined) return itself(setProblem(value.BS, bytesProblem, String));
  if (value.L !== undefined) return partProblem(value.L, (at) => `[${at}]`, level);
  if (value.M !== undefined) return partProblem(value.M, (name) => `.${name}`, level);
  return undefined;
}

/** DynamoDB has no empty set. */
const EMPTY_SET: Problem = {
  at: "",
  says: "is an empty set, which DynamoDB can't store",
  isEmptySet: true,
};

const itself = (says: string | undefined): Problem | undefined =>
  says === undefined ? undefined : { at: "", says, isEmptySet: false };

/** The first problem of the parts of a list or a map. */
function partProblem(
  parts: readonly AttributeValue[] | Record<string, AttributeValue>,
  placeOf: (part: string) => string,
  level: number,
): Problem | undefined {
  for (const [part, value] of Object.entries<AttributeValue>(parts)) {
    const problem = payloadProblem(value, level + 1);
    if (problem !== undefined)
      // What is too deep is the whole, not the part that is one level too deep.
      return problem.says === TOO_DEEP ? problem : { ...problem, at: placeOf(part) + problem.at };
  }
  return undefined;
}

function firstProblem<T>(
  parts: readonly T[],
  problemOf: (part: T) => string | undefined,
): string | undefined {
  for (const part of parts) {
    const problem = problemOf(part);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

const stringProblem = (value: unknown) =>
  typeof value === "string" ? undefined : `is encoded as ${brief(value)}, which isn't a string`;

const bytesProblem = (value: unknown) =>
  ArrayBuffer.isView(value) ? undefined : `is encoded as ${brief(value)}, which isn't bytes`;

/** Digits alone are what most numbers are. */
const isPlain = (value: unknown) => typeof value === "string" && /^-?\d{1,38}$/.test(value);

const numberProblem = (value: unknown) =>
  !isPlain(value) &&
  numberText(typeof value === "string" ? plainNumber(value) : value) === undefined
    ? `is encoded as ${brief(value)}, which isn't a number of at most 38 digits, written as a string`
    : undefined;

/** Returns a number in the one spelling that this library writes: `.5` as `0.5`, `+1.` as `1`. */
const plainNumber = (text: string) =>
  text
    .replace(/^\+/, "")
    .replace(/^(-?)\./, "$10.")
    .replace(/\.(?=$|[eE])/, "");

/** DynamoDB has no value twice in a set. */
function setProblem<T>(
  set: readonly T[],
  problemOf: (value: T) => string | undefined,
  identity: (value: T) => string,
): string | undefined {
  const wrong = firstProblem([...set], problemOf);
  if (wrong !== undefined) return wrong;
  const seen = new Set<string>();
  for (const value of set) {
    if (seen.has(identity(value))) return `has ${brief(value)} twice, and a set has a value once`;
    seen.add(identity(value));
  }
  return undefined;
}

const valueOfNumber = (text: string) => JSON.stringify(partsOf(plainNumber(text)));
