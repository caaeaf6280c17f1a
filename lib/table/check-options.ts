import { DynamoError } from "../errors/errors";
import {
  indexKeyNames,
  keyNames,
  type Definition,
  type IndexDefinition,
} from "../items/definition";
import { keyIdentity, keyText, pick } from "../items/key-text";
import type { StoredItem } from "../items/types";
import { brief } from "../print/brief";
import { isFields } from "../print/values";

/** The options of each kind of request. */
const OPTIONS = {
  put: ["if"],
  update: ["set", "add", "remove", "if"],
  delete: ["if"],
  get: ["consistent"],
  query: ["limit", "after", "filter", "descending", "consistent", "onDecodeError"],
  scan: ["limit", "after", "filter", "consistent", "onDecodeError"],
};

/**
 * Refuses options that there aren't: TypeScript lets a variable with more properties pass, and a
 * misspelled `if` would write without its condition.
 *
 * @throws DynamoError `RequestInvalid`
 */
export function checkOptions(kind: keyof typeof OPTIONS, options: object): void {
  if (!isFields(options))
    throw invalid(
      `${kind}() takes an object here, such as { ${OPTIONS[kind][0]}: … }, not ${brief(options)}.`,
    );
  const unknown = Object.keys(options).find((name) => !OPTIONS[kind].includes(name));
  if (unknown !== undefined)
    throw invalid(`${kind}() can't take ${unknown}. It takes ${OPTIONS[kind].join(", ")}.`);
  if ("if" in options && (options.if === undefined || options.if === null))
    throw invalid(
      `if has no value: it is ${String(options.if)}. Give it a condition, or leave it out to write without one.`,
    );
  for (const clause of ["set", "add"])
    if (Object.hasOwn(options, clause) && !isFields(options[clause] ?? {}))
      throw invalid(`${clause} takes an object with attributes, not ${brief(options[clause])}.`);
  if ("remove" in options && !Array.isArray(options.remove ?? []))
    throw invalid(
      `remove takes a list of attributes, such as ["note"], not ${brief(options.remove)}.`,
    );
}

/** `Limit` is an integer of 32 bits; DynamoDB Local answers larger ones with an internal error. */
const MAX_LIMIT = 2 ** 31 - 1;

/** @throws DynamoError `RequestInvalid` if a page can't have so many items */
export function checkLimit(limit: unknown): void {
  const isCount = Number.isSafeInteger(limit) && (limit as number) > 0;
  if (limit === undefined || (isCount && (limit as number) <= MAX_LIMIT)) return;
  throw invalid(
    `limit can't be ${brief(limit)}. It takes a whole number from 1 on; leave it out for pages of up to 1 MB.`,
  );
}

/**
 * Refuses a cursor that isn't of this table or index, or not of this partition.
 *
 * @throws DynamoError `RequestInvalid`
 */
export function checkCursor(
  definition: Definition,
  after: StoredItem | undefined,
  index: IndexDefinition | undefined,
  partition: StoredItem | undefined,
): void {
  if (after === undefined) return;
  const own = keyNames(definition);
  const names = [...new Set([...own, ...(index ? indexKeyNames(definition, index) : [])])];
  const advice = "Pass on `last` of the page before, of the same query, unchanged.";
  if (typeof after !== "object" || after === null)
    throw invalid(`after can't be ${brief(after)}. ${advice}`);
  if (Object.keys(after).sort().join() !== [...names].sort().join())
    throw invalid(
      `after isn't a cursor of this request: it has ${Object.keys(after).join(", ") || "nothing"}, ` +
        `and the key here is ${names.join(", ")}. ${advice}`,
    );
  const wrong = names.find((name) => !isOfField(definition, name, after));
  if (wrong !== undefined)
    throw invalid(
      `after isn't a cursor: its ${wrong} is ${brief(after[wrong])}, and needs type ${definition.fields[wrong]?.definition.type}. ${advice}`,
    );
  if (partition === undefined) return;
  const found = pick(after, Object.keys(partition));
  if (keyIdentity(found) !== keyIdentity(partition))
    throw invalid(
      `after is a cursor of another partition, ${keyText(found)}, and this query reads ${keyText(partition)}. ${advice}`,
    );
}

/** Tells whether a cursor has an encoded value of the field's type. */
function isOfField({ fields }: Definition, name: string, after: StoredItem): boolean {
  const [value, type] = [after[name] as unknown, fields[name]?.definition.type];
  return typeof value === "object" && value !== null && type !== undefined && type in value;
}

const invalid = (message: string) => new DynamoError("RequestInvalid", message);
