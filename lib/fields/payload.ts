import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { brief } from "../print/brief";
import { numberText, partsOf } from "./number-text";

/**
 * How deep a list or a map may be nested.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
const MAX_LEVELS = 32;

/** Says why DynamoDB would refuse an attribute value; `undefined` if it wouldn't. */
export function payloadProblem(value: AttributeValue, level = 1): string | undefined {
  if (level > MAX_LEVELS) return `is nested more than ${MAX_LEVELS} levels deep`;
  const inside = (parts: readonly AttributeValue[]) =>
    firstProblem(parts, (part) => payloadProblem(part, level + 1));
  if (value.N !== undefined) return numberProblem(value.N);
  if (value.S !== undefined) return stringProblem(value.S);
  if (value.B !== undefined) return bytesProblem(value.B);
  if (value.SS !== undefined) return setProblem(value.SS, stringProblem, brief);
  if (value.NS !== undefined) return setProblem(value.NS, numberProblem, valueOfNumber);
  if (value.BS !== undefined) return setProblem(value.BS, bytesProblem, String);
  if (value.L !== undefined) return inside(value.L);
  if (value.M !== undefined) return inside(Object.values(value.M));
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

/** DynamoDB has no empty set, and no value twice in one. */
function setProblem<T>(
  set: readonly T[],
  problemOf: (value: T) => string | undefined,
  identity: (value: T) => string,
): string | undefined {
  if (set.length === 0) return "is an empty set, which DynamoDB can't store";
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
