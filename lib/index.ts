/** The one door of the library: notebooks import from here, `import { … } from "../lib"`. */
export { connect } from "./connect";
export { cleanUp } from "./clean-up";
export { DynamoError, type DynamoErrorCode } from "./errors";
export { show } from "./show/show";
export type { ConnectOptions } from "./target";
