import type { AttributeValue, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { collectBody } from "./collect-body";

/** What the SDK passes to a protocol: its conversions of bytes. */
type Context = Pick<
  DynamoDBClient["config"],
  "base64Decoder" | "streamCollector" | "utf8Decoder" | "utf8Encoder"
>;
type Response = { statusCode: number; body?: unknown };
type Answer = Record<string, unknown>;
type Deserialize = (
  operation: { name: string },
  context: Context,
  response: Response,
) => Promise<Answer>;

/** What an answer of an operation that reads many items has. */
type Parts = {
  /** The part with the items: a list, or a list for each table. */
  items: "Items" | "Responses";
  /** The others that it has nearly always. */
  usual: readonly string[];
};

const PAGE: Parts = { items: "Items", usual: ["Count", "ScannedCount"] };
const PARTS: Record<string, Parts | undefined> = {
  BatchGetItem: { items: "Responses", usual: ["UnprocessedKeys"] },
  Query: PAGE,
  Scan: PAGE,
};

/**
 * Makes a client read the items of its answers itself. The SDK looks up a schema for each attribute,
 * which costs nearly as much as parsing the answer. Everything else, errors included, is left to the
 * SDK's own protocol, which gets the answer without its items.
 */
export function readItemsDirectly({ config }: DynamoDBClient): void {
  // The SDK's type allows several kinds of protocol, whose methods no one call fits.
  const protocol = config.protocol as unknown as { deserializeResponse: Deserialize };
  const deserialize = protocol.deserializeResponse.bind(protocol);
  protocol.deserializeResponse = async (operation, context, response) => {
    const parts = PARTS[operation.name];
    if (parts === undefined || response.statusCode !== 200 || !hasBody(response))
      return deserialize(operation, context, response);
    const body = await collectBody(response.body, context.streamCollector);
    const { [parts.items]: part, ...others } = answerIn(body, context) ?? {};
    const items = itemsIn(part, parts.items);
    if (items === undefined) return deserialize(operation, context, { ...response, body });
    const isKnown = Object.keys(others).every((name) => isUsual(parts, name, others[name]));
    // The SDK reads the answer without items, with something empty in their place.
    const rest = isKnown ? "" : JSON.stringify({ ...others, [parts.items]: emptyOf(items) });
    const answer = { ...response, body: context.utf8Decoder(rest) };
    const output = await deserialize(operation, context, answer);
    const read = { [parts.items]: withBytes(items, context) };
    return isKnown ? { ...read, ...others, ...output } : Object.assign(output, read);
  };
}

/** Tells whether the SDK would return this unchanged: a whole number, or an object with nothing in it. */
const isUsual = ({ usual }: Parts, name: string, value: unknown) =>
  usual.includes(name) &&
  (Number.isInteger(value) || (isObject(value) && Object.keys(value).length === 0));

const emptyOf = (items: Items) => (Array.isArray(items) ? [] : {});

const hasBody = ({ body }: Response) => Boolean(body);

/** Parses an answer. Returns `undefined` if it isn't JSON: the SDK has an error for that. */
function answerIn(body: Uint8Array, { utf8Encoder }: Context): Answer | undefined {
  try {
    return JSON.parse(utf8Encoder(body)) as Answer;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

type Item = Record<string, AttributeValue>;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const isList = (value: unknown): value is Item[] => Array.isArray(value) && value.every(isObject);

type Items = Item[] | Record<string, Item[]>;

/** Returns the items of a parsed answer; `undefined` if they aren't what DynamoDB sends. */
function itemsIn(value: unknown, part: string): Items | undefined {
  if (part === "Items") return isList(value) ? value : undefined;
  const isByTable = isObject(value) && !Array.isArray(value) && Object.values(value).every(isList);
  return isByTable ? (value as Record<string, Item[]>) : undefined;
}

/** Decodes the binary values of parsed items, which JSON has as Base64, in place. */
function withBytes(items: Items, { base64Decoder }: Context): object {
  for (const list of Array.isArray(items) ? [items] : Object.values(items))
    for (const item of list) decodeAll(item, base64Decoder);
  return items;
}

type Decoder = Context["base64Decoder"];

function decodeAll(values: Record<string, AttributeValue>, decode: Decoder): void {
  for (const name in values) decodeBytes(values[name] as AttributeValue, decode);
}

function decodeBytes(value: AttributeValue | null, decode: Decoder): void {
  // DynamoDB doesn't send it, but a program in between may.
  if (value === null) return;
  // Most values are a string or a number, and stay as they are.
  if (value.S !== undefined || value.N !== undefined) return;
  if (value.B !== undefined) value.B = decode(value.B as unknown as string);
  else if (value.BS !== undefined)
    value.BS = value.BS.map((one) => decode(one as unknown as string));
  else if (value.L !== undefined) for (const part of value.L) decodeBytes(part, decode);
  else if (value.M !== undefined) decodeAll(value.M, decode);
}
