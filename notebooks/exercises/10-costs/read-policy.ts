import type { CheckContext } from "../framework/check-context";
import { exercise } from "../framework/exercise";
import { brief, describeTable } from "../framework/internals";
import { random } from "../framework/random";
import { indexOf, keyOf, ON_DEMAND, tableWith, type TableInput } from "./fixtures";

type Statement = { Effect?: unknown; Action?: unknown; Resource?: unknown };
type ReadPolicy = (TableName: string) => unknown;

/** The statements of a policy; `undefined` if it isn't one. */
function statementsOf(policy: unknown): Statement[] | undefined {
  const { Version, Statement } = (policy ?? {}) as { Version?: unknown; Statement?: unknown };
  if (Version !== "2012-10-17") return undefined;
  const all = [Statement].flat() as Statement[];
  const isWhole = (one: Statement | undefined) =>
    (one?.Effect === "Allow" || one?.Effect === "Deny") && one.Action !== undefined;
  return all.every(isWhole) ? all : undefined;
}

/**
 * Whether a value or pattern of a policy matches. `*` stands for any characters, `?` for one;
 * capitals don't matter in actions.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
function matches(patterns: unknown, value: string, flags = ""): boolean {
  return [patterns].flat().some((pattern) => {
    const parts = String(pattern)
      .split(/([*?])/)
      .map((part) => (part === "*" ? ".*" : part === "?" ? "." : escaped(part)));
    return new RegExp(`^${parts.join("")}$`, flags).test(value);
  });
}

const escaped = (text: string) => text.replace(/[\\^$.|+()[\]{}/-]/g, "\\$&");

/** Whether the policy allows an action on a resource, as IAM decides. */
function isAllowed(all: readonly Statement[], action: string, resource: string): boolean {
  const meant = all.filter(
    (one) => matches(one.Action, `dynamodb:${action}`, "i") && matches(one.Resource, resource),
  );
  return meant.length > 0 && meant.every(({ Effect }) => Effect === "Allow");
}

const READS = ["GetItem", "BatchGetItem", "Query"];
/** Get* would allow the last of these, besides GetItem. */
const OTHERS = [
  "PutItem",
  "UpdateItem",
  "DeleteItem",
  "DeleteTable",
  "CreateTable",
  "GetResourcePolicy",
];
const SHAPE =
  'Return an object such as the chapter prints: Version "2012-10-17", and a Statement with Effect, Action and Resource.';

/** Requires the right permissions for a table with these indexes. */
async function expectPolicy(
  readPolicy: ReadPolicy,
  context: CheckContext,
  more: Partial<TableInput> = {},
): Promise<void> {
  const { GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] } = more;
  const indexes = [...GlobalSecondaryIndexes, ...LocalSecondaryIndexes].map(
    ({ IndexName }) => IndexName ?? "",
  );
  const given = await tableWith(context, {
    ...ON_DEMAND,
    KeySchema: keyOf("id", "part"),
    ...more,
  });
  const policy = await context.run(() => readPolicy(given), {
    given,
    hint: "DescribeTable returns the table's TableArn and its indexes. A table without an index has no list of them.",
  });
  const all = statementsOf(policy);
  if (all === undefined)
    return context.expect(false, `returned ${brief(policy)}`, { given, hint: SHAPE });
  const arn = (await describeTable(context.db, given))?.TableArn ?? "";
  const expect = (action: string, resource: string, isRight: boolean, hint: string) =>
    context.expect(
      isAllowed(all, action, resource) === isRight,
      `${isRight ? "doesn't allow" : "allows"} ${action} on ${resource}`,
      { given, hint },
    );
  for (const action of READS)
    expect(action, arn, true, "Allow GetItem, BatchGetItem and Query on the table's TableArn.");
  for (const index of indexes)
    expect(
      "Query",
      `${arn}/index/${index}`,
      true,
      "An index is a resource of its own, a local one too.",
    );
  for (const action of OTHERS)
    expect(action, arn, false, "Name the actions one by one: a pattern allows more than you need.");
  for (const place of [arn, ...indexes.map((index) => `${arn}/index/${index}`)])
    expect(
      "Scan",
      place,
      false,
      "A scan reads everything, and is paid for. Readers by key don't need it.",
    );
  expect(
    "GetItem",
    arn.replace(given, "other"),
    false,
    "That is another table. Name this one only.",
  );
  const longer = arn.replace(given, `${given}_archive`);
  expect("GetItem", longer, false, "That is another table, whose name begins with the same words.");
}

export const readPolicy = exercise<ReadPolicy>({
  "allows reading a table by key, and nothing else": (readPolicy, context) =>
    expectPolicy(readPolicy, context),
  "allows queries of each index": (readPolicy, context) =>
    expectPolicy(readPolicy, context, {
      GlobalSecondaryIndexes: [indexOf(`by_${random.digits(3)}`, "user", "id")],
      LocalSecondaryIndexes: [indexOf(`of_${random.digits(4)}`, "id", "at")],
    }),
  "lets errors pass": async (readPolicy, context) => {
    const given = `check_${random.uuid()}`;
    await context.expectError(() => readPolicy(given), "ResourceNotFoundException", {
      given,
      hint: "This table doesn't exist. Let DescribeTable's error pass: a policy for nothing would hide a misspelled name.",
    });
  },
});
