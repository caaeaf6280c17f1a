import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../errors/errors";
import { isLoopback, type Target } from "./target";

type Stack = DynamoDBClient["middlewareStack"];

/** Refuses, before it is sent, every request to anything but this machine. */
export function keepOnThisMachine(stack: Stack): void {
  stack.add(
    (next) => (args) => {
      const { hostname } = args.request as { hostname: string };
      if (isLoopback(hostname)) return next(args);
      throw new DynamoError(
        "EndpointNotLocal",
        `This request would have gone to ${hostname}, which is not on this machine. It was not sent. If you mean it, say connect({ aws: true }).`,
      );
    },
    { name: "keepOnThisMachine", step: "finalizeRequest", priority: "high" },
  );
}

const KEYS =
  "The SDK finds no keys to sign requests with. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (a local database takes any letters and digits), then restart the kernel.";

/** Says in words what a closed connection, or keys that aren't there, mean here. */
export function explainFailure(stack: Stack, target: Target): void {
  const meaning =
    target.kind === "embedded"
      ? "The DynamoDB Local of this notebook has ended, and its data with it. Run the connect() cell again, then the cells that fill your tables."
      : `Nothing answers at ${target.endpoint ?? "AWS"}. Start that database (or unset AWS_ENDPOINT_URL_DYNAMODB and restart the kernel), then run this cell again.`;
  stack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        if (error instanceof Error && error.name === "CredentialsProviderError")
          throw new DynamoError("CredentialsMissing", KEYS, { cause: error });
        if (isSilence(error)) throw new DynamoError("DatabaseGone", meaning, { cause: error });
        throw error;
      }
    },
    { name: "explainFailure", step: "initialize", priority: "high" },
  );
}

/** Node's codes for a connection that isn't there (any more). */
const SILENCE = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOTFOUND", "EHOSTUNREACH"]);

const isSilence = (error: unknown): boolean =>
  error instanceof Error && SILENCE.has((error as { code?: string }).code ?? "");
