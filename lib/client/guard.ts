import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { codeOf } from "../errors/code-of";
import { DynamoError } from "../errors/errors";
import { isLoopback, type Target } from "./target";

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

export const NO_KEYS =
  "The SDK found no keys to sign requests with. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY " +
  "(a local database accepts any letters and digits), then restart the kernel.";

const EMBEDDED_GONE =
  "The DynamoDB Local of this notebook has ended, and its data with it. " +
  "Run the connect() cell again, then the cells that fill your tables.";

const goneAt = (endpoint = "AWS") =>
  `Nothing answers at ${endpoint}. Start that database ` +
  "(or unset AWS_ENDPOINT_URL_DYNAMODB and restart the kernel), then run this cell again.";

/**
 * Explains a lost connection (`DatabaseGone`) and missing keys (`CredentialsMissing`), which the
 * SDK reports tersely.
 */
export function explainFailure(stack: Stack, target: Target): void {
  const gone = target.kind === "embedded" ? EMBEDDED_GONE : goneAt(target.endpoint);
  stack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        if (error instanceof Error && error.name === "CredentialsProviderError")
          throw new DynamoError("CredentialsMissing", NO_KEYS, { cause: error });
        if (isConnectionError(error)) throw new DynamoError("DatabaseGone", gone, { cause: error });
        throw error;
      }
    },
    { name: "explainFailure", step: "initialize", priority: "high" },
  );
}

/** Node's codes for a connection that failed or was lost. */
const CONNECTION_ERRORS = ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOTFOUND", "EHOSTUNREACH"];

export const isConnectionError = (error: unknown) =>
  CONNECTION_ERRORS.includes(codeOf(error) ?? "");
