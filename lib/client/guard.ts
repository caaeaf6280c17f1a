import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { isLoopback, type Target } from "./target";
import { DynamoError } from "../errors/errors";
import { explain } from "./failure";

type Stack = DynamoDBClient["middlewareStack"];

/** Makes every request that would leave this machine fail before it is sent. */
export function keepOnThisMachine(stack: Stack): void {
  stack.add(
    (next) => (args) => {
      const { hostname } = args.request as { hostname: string };
      if (isLoopback(hostname)) return next(args);
      throw new DynamoError(
        "EndpointNotLocal",
        `This request would have gone to ${hostname}, which isn't on this machine, so it wasn't sent. ` +
          "To allow it, call connect({ aws: true }).",
      );
    },
    { name: "keepOnThisMachine", step: "finalizeRequest", priority: "high" },
  );
}

/**
 * Explains what the SDK reports tersely or not at all: a lost connection, missing keys, settings
 * that it can't use.
 */
export function explainFailure(stack: Stack, target: Target): void {
  stack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        throw explain(error, target);
      }
    },
    { name: "explainFailure", step: "initialize", priority: "high" },
  );
}
