import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/**
 * The global symbol under which the kernel provides the signal that an interrupt of the running
 * cell aborts.
 */
export const INTERRUPT = Symbol.for("dynamodb-in-examples.interrupt");

const runningCell = () => (globalThis as { [INTERRUPT]?: () => AbortSignal })[INTERRUPT]?.();

/**
 * Aborts a request of this client when the cell that sent it is interrupted, by Ctrl-C or Jupyter's
 * stop button.
 */
export function abortWithCell({ config: { requestHandler } }: DynamoDBClient): void {
  const handle = requestHandler.handle.bind(requestHandler);
  requestHandler.handle = (request, options: object = {}) => {
    const abortSignal = runningCell();
    return handle(request, abortSignal === undefined ? options : { abortSignal, ...options });
  };
}
