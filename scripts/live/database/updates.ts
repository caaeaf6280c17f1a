/** What an update makes of an item. */
import Big from "big.js";
import { invalid } from "./failure";
import { child, valueAt, type Path } from "./paths";
import { own, typeOf, type Item, type Value } from "./values";

/** A part of an UpdateExpression, as dynalite's parser returns it. */
export type Section = { type: "set" | "remove" | "add" | "delete"; path: Path; val?: Operand };
type Operand = Path | Value | { type: string; name?: string; args: Operand[] };
type SetName = "SS" | "NS" | "BS";

const WRONG_TYPE = "An operand in the update expression has an incorrect data type";

export function updated(sections: Section[], before: Item): Item {
  const item = structuredClone(before);
  // All operands are what they were before the update.
  const values = sections.map(({ type, val }) =>
    type === "set" ? structuredClone(valueOf(val as Operand, before)) : (val as Value),
  );
  const removed: { parent: Value; index: number }[] = [];
  sections.forEach((section, i) => apply(section, values[i], item, removed));
  for (const { parent, index } of removed.sort((a, b) => b.index - a.index))
    parent.L?.splice(index, 1);
  closeUp({ M: item });
  return item;
}

function apply(
  { type, path }: Section,
  value: Value | undefined,
  item: Item,
  removed: { parent: Value; index: number }[],
): void {
  const step = path.at(-1) as string | number;
  const parent = valueAt(path.slice(0, -1), item);
  if ((typeof step === "number" ? parent?.L : parent?.M) === undefined)
    throw invalid("The document path provided in the update expression is invalid for update");
  const holder = parent as Value;
  const existing = child(holder, step);
  if (type === "remove") remove(holder, step, removed);
  else if (type === "set") put(holder, step, value as Value);
  else {
    const changed = changedSet(type, existing, value as Value);
    if (changed) put(holder, step, changed);
    else if (existing) remove(holder, step, removed);
  }
}

/** Returns the result of ADD or DELETE; nothing if the set is empty then. */
export function changedSet(
  type: "add" | "delete",
  existing: Value | undefined,
  value: Value,
  complaint: string = WRONG_TYPE,
): Value | undefined {
  if (existing && typeOf(existing) !== typeOf(value)) throw invalid(complaint);
  if (value.N !== undefined) return { N: plus(existing?.N ?? "0", value.N) };
  const name = typeOf(value) as SetName;
  const [old, given] = [existing?.[name] ?? [], value[name] as string[]];
  const now =
    type === "add"
      ? [...old, ...given.filter((one) => !old.includes(one))]
      : old.filter((one) => !given.includes(one));
  return now.length === 0 ? undefined : { [name]: now };
}

function put(parent: Value, step: string | number, value: Value): void {
  if (typeof step === "number") (parent.L as Value[])[step] = value;
  else (parent.M as Item)[step] = value;
}

/** Elements of a list go at the end, from the last one: their numbers are those of before. */
function remove(
  parent: Value,
  step: string | number,
  removed: { parent: Value; index: number }[],
): void {
  if (typeof step === "number") removed.push({ parent, index: step });
  else delete (parent.M as Item)[step];
}

/** An element that was set far behind a list's end becomes its last one. */
function closeUp(value: Value): void {
  if (value.L) {
    value.L = value.L.filter((element) => element !== undefined);
    value.L.forEach(closeUp);
  }
  if (value.M) Object.values(value.M).forEach(closeUp);
}

function valueOf(operand: Operand, item: Item): Value {
  if (Array.isArray(operand)) return found(valueAt(operand, item));
  if (!("type" in operand)) return operand;
  const { type, name, args } = operand;
  const [first, second] = args as [Operand, Operand];
  if (name === "if_not_exists") return valueAt(first as Path, item) ?? valueOf(second, item);
  const [a, b] = [valueOf(first, item), valueOf(second, item)];
  if (name === "list_append") {
    if (a.L && b.L) return { L: [...a.L, ...b.L] };
  } else if (a.N !== undefined && b.N !== undefined)
    return { N: type === "add" ? plus(a.N, b.N) : minus(a.N, b.N) };
  throw invalid(WRONG_TYPE);
}

function found(value: Value | undefined): Value {
  if (value) return value;
  throw invalid("The provided expression refers to an attribute that does not exist in the item");
}

const plus = (a: string, b: string) => inRange(new Big(a).plus(b));
const minus = (a: string, b: string) => inRange(new Big(a).minus(b));

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
function inRange(number: Big): string {
  if (number.e > 125)
    throw invalid(
      "Number overflow. Attempting to store a number with magnitude larger than supported range",
    );
  if (number.c.length > 38)
    throw invalid("Attempting to store more than 38 significant digits in a Number");
  return number.toFixed();
}

/** `AttributeUpdates`, the form before expressions. */
export type OldUpdates = Record<string, { Action?: string; Value?: Value }>;

export function updatedOld(updates: OldUpdates, before: Item): Item {
  const item = structuredClone(before);
  for (const [name, { Action, Value }] of Object.entries(updates)) {
    const now = oldResult(Action, own(item, name), Value);
    if (now) item[name] = now;
    else delete item[name];
  }
  return item;
}

function oldResult(action = "PUT", existing: Value | undefined, value: Value | undefined) {
  if (action === "PUT" || value === undefined) return action === "PUT" ? value : undefined;
  if (action === "ADD" && value.L) return { L: [...(existing?.L ?? []), ...value.L] };
  const type = action === "ADD" ? "add" : "delete";
  return changedSet(type, existing, value, "Type mismatch for attribute to update");
}
