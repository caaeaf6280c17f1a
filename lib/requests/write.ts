import { atEndOfTurn } from "./end-of-turn";
import { Request, type Call } from "./request";

/**
 * A request that writes one item. It can be part of `transactWrite()`, and without a condition of
 * `batchWrite()`.
 */
export class WriteRequest<T, Input extends object = object> extends Request<T, Input> {
  readonly kind = "write";

  constructor(call: Call<T>) {
    super(call);
    atEndOfTurn(() => warnIfUnused(this));
  }
}

/** A write that isn't awaited is never sent: a warning says so at the cell that made it. */
function warnIfUnused(request: WriteRequest<unknown>): void {
  if (request.isUsed) return;
  const missing = request.operation === "ConditionCheck" ? "a transactWrite()" : "an `await`";
  console.warn(`${request.operation} has not been sent yet: is ${missing} missing?`);
}
