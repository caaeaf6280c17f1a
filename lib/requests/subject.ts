import type { Operation } from "../client/send";
import { keyNames } from "../items/definition";
import { pick } from "../items/key-text";
import { brief } from "../print/brief";
import type { Target } from "./target";

/** Says what a request is about: `PutItem on wallets, { id: "a" }`. */
export function subjectText(operation: Operation, target: Target): string {
  const { definition, index } = target;
  const place = index === undefined ? definition.name : `${definition.name}, index ${index}`;
  const key = givenKey(target);
  return `${operation} on ${place}${key === "" ? "" : `, ${key}`}`;
}

/** Prints the key that a request names; the key alone, if it names a whole item. */
export function givenKey({ definition, given, index }: Target): string {
  if (typeof given !== "object" || given === null) return "";
  const names = keyNames(definition);
  if (Object.keys(given).length === 0) return "";
  const isKnown = index === undefined && names.some((name) => Object.hasOwn(given, name));
  return brief(isKnown ? pick(given as Record<string, unknown>, names) : given);
}
