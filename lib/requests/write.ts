import { Request, type Call } from "./request";

/** A request that writes one item. It may be part of `transactWrite()`, and without a condition of `batchWrite()`. */
export class WriteRequest<T, Input extends object = object> extends Request<T, Input> {
  readonly kind = "write";

  constructor(call: Call<T>) {
    super(call);
    void warnIfUnused(this);
  }
}

/**
 * How many turns of the microtask queue whoever made a request has for using it: an async function returns it in three, a
 * cell's last expression is shown in four; after six, a cell of tslab is closed, and a warning would come too late for it.
 */
const TURNS = 5;

/** A write that nobody awaits is never sent: that is said where it happened. */
async function warnIfUnused(request: WriteRequest<unknown>): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await Promise.resolve();
  if (!request.isUsed)
    console.warn(`${request.operation} has not been sent yet: is an \`await\` missing?`);
}
