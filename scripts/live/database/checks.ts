/** Checks of parameters: dynalite's, and what neither it nor this database knows. */
import validations from "dynalite/validations";
import batchGetItem from "dynalite/validations/batchGetItem";
import batchWriteItem from "dynalite/validations/batchWriteItem";
import createTable from "dynalite/validations/createTable";
import deleteItem from "dynalite/validations/deleteItem";
import deleteTable from "dynalite/validations/deleteTable";
import describeTable from "dynalite/validations/describeTable";
import getItem from "dynalite/validations/getItem";
import listTables from "dynalite/validations/listTables";
import putItem from "dynalite/validations/putItem";
import query from "dynalite/validations/query";
import scan from "dynalite/validations/scan";
import updateItem from "dynalite/validations/updateItem";
import updateTable from "dynalite/validations/updateTable";
import { notHere } from "./failure";
import {
  checkIndexUnits,
  checkDefinitions,
  checkIndexSchemas,
  withNarrowKeys,
  withWideKeys,
} from "./index-schemas";
import { checkMore } from "./more-checks";
import type { Shape } from "./table";

/** How dynalite describes a parameter. */
type Type = string | { type: string; children?: Type | Types };
type Types = Record<string, Type>;
type Check = { types: Record<string, unknown>; custom?: (data: object) => string | undefined };

const onFailure = {
  ReturnValuesOnConditionCheckFailure: { type: "String", enum: ["ALL_OLD", "NONE"] },
};
const tableName = { TableName: deleteTable.types["TableName"] };
const withFailure = ({ types, custom }: Check): Check => ({
  types: { ...types, ...onFailure },
  ...(custom && { custom }),
});
const put = withFailure(putItem);
const update = withFailure(updateItem);
const remove = withFailure(deleteItem);

const CHECKS: Record<string, Check> = {
  BatchGetItem: batchGetItem,
  BatchWriteItem: batchWriteItem,
  CreateTable: withProtection(withWideKeys(createTable.types), checkTable),
  DeleteItem: remove,
  DeleteTable: deleteTable,
  DescribeLimits: { types: {} },
  DescribeTable: describeTable,
  DescribeTimeToLive: { types: tableName },
  GetItem: getItem,
  ListTables: listTables,
  PutItem: put,
  Query: { ...query, custom: checkQuery },
  Scan: { ...scan, types: { ...scan.types, ConsistentRead: "Boolean" } },
  UpdateItem: update,
  UpdateTable: withProtection(updateTypes(), checkUpdate),
  UpdateTimeToLive: {
    types: {
      ...tableName,
      TimeToLiveSpecification: {
        type: "FieldStruct<TimeToLiveSpecification>",
        notNull: true,
        children: {
          AttributeName: {
            type: "String",
            notNull: true,
            lengthGreaterThanOrEqual: 1,
            lengthLessThanOrEqual: 255,
          },
          Enabled: { type: "Boolean", notNull: true },
        },
      },
    },
  },
  // The parts of transactions.
  Put: put,
  Update: update,
  Delete: remove,
  ConditionCheck: remove,
  Get: getItem,
};

function withProtection(types: Check["types"], custom: Check["custom"]): Check {
  return {
    types: { ...types, DeletionProtectionEnabled: "Boolean" },
    ...(custom && { custom }),
  };
}

/** dynalite creates no indexes later, so it lacks what that takes. */
function updateTypes(): Check["types"] {
  type Creation = { children: { ProvisionedThroughput: { notNull?: boolean } } };
  type Updates = { children: { children: { Create: Creation } } };
  const types = withWideKeys(updateTable.types);
  const { Create } = (types["GlobalSecondaryIndexUpdates"] as Updates).children.children;
  delete Create.children.ProvisionedThroughput.notNull;
  const maximum = { type: "Long", notNull: true, greaterThanOrEqual: -1 };
  return {
    ...types,
    AttributeDefinitions: withoutNotNull(createTable.types),
    OnDemandThroughput: {
      type: "FieldStruct<OnDemandThroughput>",
      children: { MaxReadRequestUnits: maximum, MaxWriteRequestUnits: maximum },
    },
  };
}

function withoutNotNull({ AttributeDefinitions }: Check["types"]): object {
  const { notNull: _, ...rest } = AttributeDefinitions as { notNull: boolean };
  return rest;
}

function checkTable(data: object): string | undefined {
  return (
    checkIndexSchemas(data) ??
    createTable.custom?.(withNarrowKeys(data)) ??
    checkDefinitions(data as Shape) ??
    checkIndexUnits(data)
  );
}

const MORE_CHANGES = ["DeletionProtectionEnabled", "OnDemandThroughput"];

function checkUpdate(data: object): string | undefined {
  const complaint = updateTable.custom?.(data);
  const isNothing = complaint?.startsWith("At least one of ");
  if (isNothing && MORE_CHANGES.some((name) => name in data)) return checkIndexSchemas(data);
  return complaint ?? checkIndexSchemas(data);
}

/** How many conditions there may be is known with the key that they are for. */
function checkQuery(data: { KeyConditions?: object }): string | undefined {
  const complaint = query.custom?.(data);
  const isCount = complaint?.startsWith("Conditions can be of length");
  const conditions = Object.keys(data.KeyConditions ?? {}).length;
  return isCount && conditions > 2 ? undefined : complaint;
}

export const isKnown = (operation: string): boolean => Object.hasOwn(CHECKS, operation);

const STORE = { options: { maxItemSize: 400 * 1024 } };

/**
 * Returns the parameters as dynalite's functions take them, with expressions parsed.
 *
 * @throws Failure or dynalite's error, if DynamoDB would refuse them, or this database can't do it
 */
export function checked(operation: string, parameters: object): Record<string, unknown> {
  const { types, custom } = CHECKS[operation] as Check;
  refuseUnknown(operation, parameters, types as Types);
  const data = validations.checkTypes(structuredClone(parameters), types);
  validations.checkValidations(data, types, custom, STORE);
  checkMore(operation, data);
  return data;
}

/** dynalite drops what it doesn't know; then the answer would be wrong without a word. */
function refuseUnknown(operation: string, given: unknown, types: Types): void {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return;
  for (const [name, value] of Object.entries(given)) {
    if (value === null) continue;
    if (!Object.hasOwn(types, name)) throw notHere(`${name} in ${operation}`);
    refuseInside(operation, value, types[name] as Type);
  }
}

function refuseInside(operation: string, given: unknown, type: Type): void {
  if (typeof type === "string") {
    if (type.startsWith("AttrStruct")) refuseNames(given);
    return;
  }
  const { type: name, children } = type;
  if (children === undefined || typeof given !== "object" || given === null) return;
  if (/List$/.test(name) && Array.isArray(given))
    for (const one of given) refuseInside(operation, one, children as Type);
  else if (/Map/.test(name)) {
    refuseNames(given);
    for (const one of Object.values(given)) refuseInside(operation, one, children as Type);
  } else if (/Struct/.test(name)) refuseUnknown(operation, given, children as Types);
}

/** dynalite would lose an attribute of this name. */
function refuseNames(given: unknown): void {
  if (hasProto(given)) throw notHere("the name __proto__");
}

const hasProto = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  (Object.hasOwn(value, "__proto__") || Object.values(value).some(hasProto));
