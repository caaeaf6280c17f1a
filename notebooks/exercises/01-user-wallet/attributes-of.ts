import type { StoredItem } from "../../../lib/index";
import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import type { Interceptor } from "../framework/interceptor";
import { codeOf, isFields } from "../framework/internals";
import { random } from "../framework/random";
import { itemsOf } from "../framework/responses";
import { Wallets } from "./fixtures";

type AttributesOf = (user: string, names: string[]) => unknown;

export const attributesOf = exercise<AttributesOf>({
  "returns the attributes with these names, and no others": async (attributesOf, context) => {
    const { user, item } = await putWallet(context, ["balance", "vip", "city", "language"]);
    const names = random.shuffled(Object.keys(item)).slice(0, 3);
    await context.expectResult(() => attributesOf(user, names), partOf(item, names), {
      given: [user, names],
      hint: (found) => {
        if (codeOf(found) === "ValidationException") return invalidHint(found);
        if (isFields(found) && "$metadata" in found)
          return "That is the whole response. Return its Item.";
        if (isFields(found) && isOtherItem(found, names))
          return "Those are the attributes of another item. Read the wallet of the user that the function receives.";
        if (found === undefined) return "This user has a wallet. Return the Item of the response.";
        return "Return an item with just the attributes in the list, in attribute values as DynamoDB sends them.";
      },
    });
  },
  "accepts reserved words, and names with a point": async (attributesOf, context) => {
    const names = ["name", "status", "size", "card.number", "2fa"];
    const { user, item } = await putWallet(context, names);
    await context.expectResult(() => attributesOf(user, names), partOf(item, names), {
      given: [user, names],
      hint: (found) =>
        codeOf(found) === "ValidationException"
          ? invalidHint(found)
          : "In an expression, card.number means number within card. A placeholder stands for the whole name, points included.",
    });
  },
  "leaves out what the wallet lacks": async (attributesOf, context) => {
    const { user, item } = await putWallet(context, ["balance"]);
    const names = ["balance", "vip"];
    await context.expectResult(() => attributesOf(user, names), partOf(item, ["balance"]), {
      given: [user, names],
      hint: "This wallet has no vip. DynamoDB leaves such a name out, so don't add it.",
    });
  },
  "returns undefined for a user without a wallet": async (attributesOf, context) => {
    const user = random.uuid();
    await context.expectResult(() => attributesOf(user, ["balance"]), undefined, {
      given: [user, ["balance"]],
      hint: "If the item doesn't exist, the response has no Item. That isn't an error.",
    });
  },
  "lets DynamoDB select them, in one request": async (attributesOf, context) => {
    const { user } = await putWallet(context, ["balance", "vip", "city"]);
    const received = new Set<string>();
    let requests = 0;
    const during: Interceptor = async ({ send }) => {
      requests++;
      const response = await send();
      for (const item of itemsOf(response))
        for (const name of Object.keys(item)) received.add(name);
      return response;
    };
    const given = [user, ["city"]];
    await context.run(() => attributesOf(user, ["city"]), { given, hint: INVALID, during });
    context.expect(requests === 1, `sent ${requests} requests through db`, {
      given,
      hint: "One GetItem can ask for all names of the list.",
    });
    const names = [...received].sort().join(", ") || "no attribute";
    context.expect(received.size === 1, `received ${names}`, {
      given,
      hint: "DynamoDB sent more than was asked for. Put the names into the request, as its ProjectionExpression.",
    });
  },
  "lets errors pass": async (attributesOf, context) => {
    const { user, item } = await putWallet(context, ["balance"]);
    await expectFailuresPassedOn(context, () => ({
      call: () => attributesOf(user, ["balance"]),
      given: user,
      right: partOf(item, ["balance"]),
    }));
  },
});

const INVALID =
  "DynamoDB can't read this expression: some names are reserved words, and others have characters that it doesn't allow. Write #0, #1, … in their place, and list what each means in ExpressionAttributeNames.";

/** Whether it has the right names, in attribute values. */
const isOtherItem = (found: Record<string, unknown>, names: readonly string[]) =>
  deepEqual(Object.keys(found).sort(), [...names].sort()) && Object.values(found).every(isFields);

const PLACEHOLDER =
  "A placeholder is # with letters, digits and underscores after it, so a name with a point can't be a part of it. Number the placeholders, #0, #1, …, and list what each means in ExpressionAttributeNames.";

/** A hint for a request that DynamoDB rejects: names in the expression, or in the placeholders. */
const invalidHint = (found: unknown) =>
  /ExpressionAttributeNames contains/.test(String(found)) ? PLACEHOLDER : INVALID;

/** Puts a wallet with these attributes, and two more. */
async function putWallet(
  context: CheckContext,
  names: readonly string[],
): Promise<{ user: string; item: StoredItem }> {
  const user = random.uuid();
  const attributes = [...names, "joined", "theme"].map((name) => [name, { S: random.digits(4) }]);
  const item = { ...(Object.fromEntries(attributes) as StoredItem), user_id: { S: user } };
  await context.putStored(new Wallets(context.db), item);
  return { user, item };
}

const partOf = (item: StoredItem, names: readonly string[]) =>
  Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
