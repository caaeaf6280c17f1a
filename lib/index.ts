/** The public API of the library. Notebooks import from here: `import { … } from "../lib"`. */
export { connect } from "./client/connect";
export { cleanUp } from "./client/clean-up";
export { measure } from "./client/measure";
export { show } from "./show/show";
export { draw } from "./pictures/draw";
export { progress } from "./show/progress";
export { Table } from "./table/table";
export { decimal, int } from "./fields/numbers";
export { joined, oneOf, string, uuid } from "./fields/texts";
export { list, set } from "./fields/collections";
export { map } from "./items/map";
export { field, Field } from "./fields/field";
export { chooser } from "./demo/chooser";
export { decodeItem } from "./items/decode";
export { encodeItem } from "./items/encode";
export { itemSize } from "./items/size";
export { transactGet, transactWrite } from "./requests/transactions";
export { batchGet, batchWrite } from "./requests/batches";
export { ConditionError, DynamoError, ItemError, TransactionError } from "./errors/errors";
export { expectError } from "./errors/expect";
export type { DynamoErrorCode } from "./errors/codes";
export type { ConnectOptions } from "./client/target";
export type { Measurement, Consumed } from "./client/measure";
export type { Definition, IndexDefinition, Throughput } from "./items/definition";
export type {
  Consistency,
  GlobalIndex,
  ItemOf,
  LocalIndex,
  PageOptions,
  QueryOptions,
  TableOf,
} from "./table/types";
export type { FieldDefinition } from "./fields/field";
export type { Fields, Item, StoredItem } from "./items/types";
export type { Request } from "./requests/request";
export type { ReadRequest } from "./requests/read";
export type { WriteRequest } from "./requests/write";
export type { BatchOptions } from "./requests/batch-options";
export type { BatchGetRequest, BatchRequest } from "./requests/batch-request";
export type { Cursor, Page, PagedRequest } from "./requests/paged";
export type { Changes } from "./expressions/update";
export type { Conditions, KeyCondition } from "./expressions/conditions";
export type { ShowOptions } from "./show/options";
