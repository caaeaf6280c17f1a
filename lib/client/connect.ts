import { ANSWER_LIMIT } from "../errors/limits";
import type * as Sdk from "@aws-sdk/client-dynamodb";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { watchAddress } from "./address";
import { rememberCreatedTables } from "./clean-up";
import { checkAttached } from "./attached";
import { explain, goneSilent } from "./failure";
import { explainFailure, keepOnThisMachine } from "./guard";
import { abortWithCell } from "./interrupt";
import { listenersOf } from "./measure";
import { readItemsDirectly } from "./read-items";
import { loadSdk } from "./sdk";
import { limitSilence } from "./silence";
import { keepSigner } from "./signer";
import type { ConnectOptions, Target } from "./target";

let last: { target: string; client: DynamoDBClient } | undefined;

/**
 * Connects to DynamoDB and resolves with a client of the AWS SDK.
 *
 * By default it starts a DynamoDB Local that belongs to this process: in memory, on a free port,
 * without telemetry. Calling it again reuses that server. If the environment variable
 * `AWS_ENDPOINT_URL_DYNAMODB` names an endpoint, it connects to that and starts nothing.
 *
 * A database on this machine gets nothing of what is configured for AWS: no profile, no FIPS or
 * dual-stack endpoint, no file in `~/.aws`.
 *
 * @throws DynamoError `EndpointNotLocal`, `EndpointInvalid`, `RegionInvalid`,
 * `ConfigurationInvalid`, `CredentialsMissing`, `SetupIncomplete`, `StartFailed`, `DatabaseGone`
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.html
 */
export async function connect(options: ConnectOptions = {}): Promise<DynamoDBClient> {
  // The server starts while the SDK loads.
  const { locate, versionsSentence } = await import("./locate");
  const [target, sdk] = await Promise.all([locate(options), loadSdk()]);
  const client = reuse(target) ?? create(sdk, target, options);
  if (target.kind === "attached") await checkAttached(sdk, client, target);
  if (target.kind === "aws") await checkConfiguration(client, target);
  if (last === undefined) printVersions(versionsSentence());
  last = { target: JSON.stringify(target), client };
  console.log(await greeting(client, target));
  return client;
}

function printVersions(sentence: string | undefined): void {
  if (sentence !== undefined) console.log(sentence);
}

const reuse = (target: Target) =>
  last?.target === JSON.stringify(target) ? last.client : undefined;

function create(sdk: typeof Sdk, target: Target, options: ConnectOptions): DynamoDBClient {
  const { endpoint, region, credentials } = target;
  const client = new sdk.DynamoDBClient({
    // The middleware is assembled once for each kind of command, not for each call.
    cacheMiddleware: true,
    logger: silentLogger,
    ...(endpoint !== undefined && { endpoint }),
    ...(region !== undefined && { region }),
    ...(credentials !== undefined && { credentials }),
  });
  if (options.aws !== true) keepOnThisMachine(client.middlewareStack);
  explainFailure(client.middlewareStack, target);
  rememberCreatedTables(client);
  listenersOf(client);
  watchAddress(client);
  readItemsDirectly(client);
  keepSigner(client);
  limitSilence(client, () => goneSilent(target, ANSWER_LIMIT / 1000));
  abortWithCell(client);
  return client;
}

/**
 * As silent as the SDK's default, but without `info`, for which the SDK would copy every response.
 */
const silent = () => undefined;
const silentLogger = {
  trace: silent,
  debug: silent,
  warn: silent,
  error: silent,
} as unknown as DynamoDBClient["config"]["logger"];

/** Asks the SDK for region and keys, because it would report a fault only at the first request. */
async function checkConfiguration({ config }: DynamoDBClient, target: Target): Promise<void> {
  try {
    await Promise.all([config.region(), config.credentials()]);
  } catch (error) {
    throw explain(error, target);
  }
}

async function greeting(
  client: DynamoDBClient,
  { kind, endpoint, source, greeting: own }: Target,
): Promise<string> {
  if (own !== undefined) return own;
  const region = await client.config.region();
  if (kind === "attached")
    return `Connected to ${endpoint}, which ${source} names (region ${region}).`;
  if (endpoint !== undefined)
    return `Connected to ${endpoint} in region ${region}. If that is AWS, what you do is billed to your account.`;
  return `Connected to AWS in region ${region}. What you do from here on is billed to your account.`;
}
