import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** Where a notebook's kernel gives the signal that is aborted when the running cell is interrupted. */
const INTERRUPT = Symbol.for("dynamodb-in-examples.interrupt");

const runningCell = () => (globalThis as { [INTERRUPT]?: () => AbortSignal })[INTERRUPT]?.();

/** Lets the requests of this client end with the cell that sends them, when that cell is interrupted. */
export function endWithCell({ config: { requestHandler } }: DynamoDBClient): void {
  const handle = requestHandler.handle.bind(requestHandler);
  requestHandler.handle = (request, options: object = {}) => {
    const abortSignal = runningCell();
    return handle(request, abortSignal === undefined ? options : { abortSignal, ...options });
  };
}
