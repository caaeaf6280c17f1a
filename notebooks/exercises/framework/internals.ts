/** What the checks use of the library beyond its public API. */
export { send } from "../../../lib/client/send";
export { describeTable } from "../../../lib/client/tables";
export { codeOf } from "../../../lib/errors/code-of";
export { sameNumber } from "../../../lib/fields/numbers";
export { keyNames } from "../../../lib/items/definition";
export { brief } from "../../../lib/print/brief";
export { groupBy } from "../../../lib/lists/group-by";
export { sum } from "../../../lib/lists/sum";
export { display, type Bundle } from "../../../lib/print/display";
export { textHtml, visibleLines } from "../../../lib/print/escape";
export { isFields } from "../../../lib/print/values";
export { type Made, onRequestMade } from "../../../lib/requests/made";
export { fromList } from "../../../lib/requests/source";
export { type WritePart, writePart } from "../../../lib/requests/batch-parts";
export { sendWrites } from "../../../lib/requests/batch-writes";
export { itemId } from "../../../lib/requests/distinct";
export { createQuietly } from "../../../lib/table/create";
