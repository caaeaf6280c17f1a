import { enter, leave, unsetEmpty, variable } from "../embedded/environment";
import { localRegion, REGION } from "../embedded/region";
import { startServer, type EmbeddedServer } from "../embedded/server";
import { DynamoError } from "../errors/errors";
import { endpointInEnvironment, hostOf, type NamedEndpoint } from "./endpoint";
import { isLoopback, type ConnectOptions, type Target } from "./target";
export { versionsSentence } from "../embedded/versions";

/**
 * Returns the database that `connect()` uses: the one that the environment names, AWS with
 * `aws: true`, else an embedded one.
 *
 * @throws DynamoError `EndpointNotLocal`, `EndpointInvalid`, `RegionInvalid`, `SetupIncomplete`,
 * `StartFailed`
 */
export async function locate(options: ConnectOptions): Promise<Target> {
  const endpoint = endpointInEnvironment();
  if (endpoint === undefined && options.aws !== true) return embedded(options);
  if (endpoint !== undefined && isLoopback(hostOf(endpoint))) return attached(endpoint, options);
  if (endpoint !== undefined && options.aws !== true) throw notLocal(endpoint);
  leave();
  unsetEmpty();
  return {
    kind: "aws",
    endpoint: endpoint?.address,
    region: options.region || undefined,
    profile: variable("AWS_PROFILE"),
  };
}

/**
 * Starts the embedded server ahead of `connect()`, if that will use it. `connect()` then gets it,
 * or its error.
 */
export function startEarly(): void {
  if (endpointInEnvironment() === undefined) runningServer().catch(() => undefined);
}

async function embedded({ region }: ConnectOptions): Promise<Target> {
  const chosen = localRegion("connect()'s region", region || REGION);
  const server = await runningServer();
  return {
    ...local("embedded", server.endpoint, chosen, server.accessKeyId, "local"),
    name: "The DynamoDB Local of this notebook",
    greeting: `DynamoDB Local runs at ${server.endpoint}, in memory, for this notebook only (region ${chosen}).`,
    lastWords: () => server.lastWords(),
  };
}

let current: Promise<EmbeddedServer> | undefined;

/** Returns the embedded server. The first call starts it, and so does a call after it has died. */
function runningServer(): Promise<EmbeddedServer> {
  current = reuseOrStart(current);
  return current;
}

async function reuseOrStart(previous: typeof current): Promise<EmbeddedServer> {
  // The call that made an earlier attempt has its error; this call tries again.
  const server = await previous?.catch(() => undefined);
  if (server !== undefined && (await server.answers())) return server;
  void server?.stop();
  return startServer();
}

/**
 * A database on this machine gets the keys and the region that the environment names, but no
 * profile, role or token: those are for AWS. Most local engines accept any keys.
 */
function attached({ variable: source, address }: NamedEndpoint, options: ConnectOptions): Target {
  const region = options.region
    ? localRegion("connect()'s region", options.region)
    : localRegion("AWS_REGION", variable("AWS_REGION") ?? REGION);
  const key = variable("AWS_ACCESS_KEY_ID") ?? "local";
  const secret = variable("AWS_SECRET_ACCESS_KEY") ?? "local";
  return { ...local("attached", address, region, key, secret), source };
}

function local(
  kind: "embedded" | "attached",
  endpoint: string,
  region: string,
  accessKeyId: string,
  secretAccessKey: string,
): Target {
  enter({ endpoint, region, accessKeyId, secretAccessKey });
  return { kind, endpoint, region, credentials: { accessKeyId, secretAccessKey } };
}

const notLocal = ({ variable: name, address }: NamedEndpoint) =>
  new DynamoError(
    "EndpointNotLocal",
    `${name} names ${address}, which isn't on this machine. To use it, call ` +
      "connect({ aws: true }); otherwise unset the variable and start the workbook again.",
  );
