/** Indexes that are created, changed or deleted later, which dynalite can't do. */
import type { Stored } from "./database";
import { failure, invalid } from "./failure";
import { inDefaultOrder } from "./order";
import { namesOf, type Index, type Shape, type Throughput } from "./table";

type Throughputs = { IndexName: string; ProvisionedThroughput: Throughput };

export type IndexUpdate = {
  Create?: Index;
  Update?: Throughputs;
  Delete?: { IndexName: string };
};

/** How long the state shows, in milliseconds: about as long as at DynamoDB Local. */
const CREATING = 80;
const DELETING = 200;
const UNLIMITED = { MaxReadRequestUnits: -1, MaxWriteRequestUnits: -1 };

export function updateIndexes(
  stored: Stored,
  updates: IndexUpdate[],
  definitions: Shape["AttributeDefinitions"],
): void {
  if (updates.filter(({ Create, Delete }) => Create ?? Delete).length > 1) throw onlyOne();
  for (const { Update, Delete } of updates)
    for (const named of [Update, Delete]) if (named) indexOf(stored, named.IndexName);
  for (const { Create, Update, Delete } of updates) {
    if (Create) create(stored, Create, definitions);
    if (Update) changeThroughput(indexOf(stored, Update.IndexName), Update);
    if (Delete) remove(stored, indexOf(stored, Delete.IndexName));
  }
}

const onlyOne = () =>
  failure(
    "LimitExceededException",
    "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table",
  );

const indexesOf = ({ table }: Stored): Index[] => (table.shape.GlobalSecondaryIndexes ??= []);

function indexOf(stored: Stored, name: string): Index {
  const found = indexesOf(stored).find(({ IndexName }) => IndexName === name);
  if (found) return found;
  throw failure("ResourceNotFoundException", "Requested resource not found");
}

function changeThroughput(index: Index, { ProvisionedThroughput }: Throughputs): void {
  index.ProvisionedThroughput = ProvisionedThroughput;
}

/** Billing doesn't change while an index is being created. */
export function refuseWhileCreating(stored: Stored): void {
  const creating = (stored.table.shape.GlobalSecondaryIndexes ?? []).find(
    ({ IndexStatus }) => IndexStatus === "CREATING",
  );
  if (creating)
    throw failure(
      "ResourceInUseException",
      `Can't update table while indexes are in CREATING, isBackfilling=false status. Table: ${stored.table.shape.TableName} Index: ${creating.IndexName}`,
    );
}

function refuseWhileChanging(stored: Stored): void {
  if (indexesOf(stored).some(({ IndexStatus }) => IndexStatus !== "ACTIVE")) throw onlyOne();
}

function create(stored: Stored, index: Index, given: Shape["AttributeDefinitions"]): void {
  const { shape } = stored.table;
  if ([...stored.table.indexes()].some((one) => one.index.IndexName === index.IndexName))
    throw invalid("Attempting to create an index which already exists");
  refuseWhileChanging(stored);
  if (stored.billing === "PROVISIONED" && !index.ProvisionedThroughput)
    throw invalid(
      `One or more parameter values were invalid: ProvisionedThroughput must be specified for index: ${index.IndexName}`,
    );
  shape.AttributeDefinitions = definitionsWith(shape, index, given);
  const added: Index = { ...index, IndexStatus: "CREATING", OnDemandThroughput: UNLIMITED };
  indexesOf(stored).push(added);
  setTimeout(() => {
    stored.table.fill(added);
    added.IndexStatus = "ACTIVE";
  }, CREATING);
}

/** The table's definitions with those of the index's key. */
function definitionsWith(
  { AttributeDefinitions: before }: Shape,
  index: Index,
  given: Shape["AttributeDefinitions"],
): Shape["AttributeDefinitions"] {
  const all = [...before];
  for (const name of namesOf(index.KeySchema)) {
    const definition = given.find(({ AttributeName }) => AttributeName === name);
    const known = before.find(({ AttributeName }) => AttributeName === name);
    if (!definition && !known) throw invalid("No Attribute Schema Defined");
    if (definition && known && definition.AttributeType !== known.AttributeType)
      throw invalid(
        "invalid attribute, SchemaElement redefined should be of same type as previously defined",
      );
    if (definition && !known) all.push(definition);
  }
  return inDefaultOrder(all, ({ AttributeName }) => AttributeName);
}

function remove(stored: Stored, index: Index): void {
  refuseWhileChanging(stored);
  const { shape } = stored.table;
  index.IndexStatus = "DELETING";
  const others = [...stored.table.indexes()].filter((one) => one.index !== index);
  const used = [shape.KeySchema, ...others.map((one) => one.index.KeySchema)].flatMap(namesOf);
  shape.AttributeDefinitions = shape.AttributeDefinitions.filter(({ AttributeName }) =>
    used.includes(AttributeName),
  );
  setTimeout(() => {
    shape.GlobalSecondaryIndexes = indexesOf(stored).filter((one) => one !== index);
    stored.table.drop(index);
  }, DELETING);
}
