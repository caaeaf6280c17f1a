import type { GetItemCommandInput } from "@aws-sdk/client-dynamodb";
import { Request } from "./request";

/** A request that reads one item. It can be part of `transactGet()` and `batchGet()`. */
export class ReadRequest<T> extends Request<T, GetItemCommandInput> {
  readonly kind = "read";
}
