/** The one door of the library: notebooks import from here, `import { … } from "../lib"`. */
export { connect } from "./connect";
export { cleanUp } from "./clean-up";
export { measure } from "./measure";
export { show } from "./show/show";
export { Table } from "./table/table";
export { decimal, int } from "./fields/numbers";
export { joined, oneOf, string, uuid } from "./fields/texts";
export { field, Field } from "./fields/field";
export { decodeItem } from "./items/decode";
export { encodeItem } from "./items/encode";
export { itemSize } from "./items/size";
export { transactGet, transactWrite } from "./requests/transactions";
export { batchGet, batchWrite } from "./requests/batches";
export { DynamoError, ItemError } from "./errors/errors";
export type { DynamoErrorCode } from "./errors/codes";
export type { ConnectOptions } from "./target";
export type { ItemOf } from "./table/types";
