import { isLoopback, type ConnectOptions, type Target } from "./target";
import { DynamoError } from "../errors/errors";
import { enter, leave, REGION, variable } from "../embedded/environment";
export { versionsSentence } from "../embedded/versions";
import { startServer, type EmbeddedServer } from "../embedded/server";

/**
 * Returns the database that `connect()` uses: the one that the environment names, AWS with
 * `aws: true`, else an embedded one.
 *
 * @throws DynamoError `EndpointNotLocal`, `EndpointInvalid`, `SetupIncomplete`, `StartFailed`
 */
export async function locate(options: ConnectOptions): Promise<Target> {
  const endpoint = endpointInEnvironment();
  if (endpoint === undefined && options.aws !== true) return embedded(options);
  leave();
  return endpoint === undefined ? atAws(options) : attached(endpoint, options);
}

const endpointInEnvironment = () =>
  variable("AWS_ENDPOINT_URL_DYNAMODB") ?? variable("AWS_ENDPOINT_URL");

/**
 * Starts the embedded server ahead of `connect()`, if that will use it. `connect()` then gets it,
 * or its error.
 */
export function startEarly(): void {
  if (endpointInEnvironment() === undefined) runningServer().catch(() => undefined);
}

async function embedded({ region = REGION }: ConnectOptions): Promise<Target> {
  const server = await runningServer();
  enter(server, region);
  const credentials = { accessKeyId: server.accessKeyId, secretAccessKey: "local" };
  return { kind: "embedded", endpoint: server.endpoint, region, credentials };
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
  if (server !== undefined && (await server.listens())) return server;
  return startServer();
}

function attached(endpoint: string, { aws, region }: ConnectOptions): Target {
  const local = isLoopback(hostOf(endpoint));
  if (!local && aws !== true) {
    throw new DynamoError(
      "EndpointNotLocal",
      `AWS_ENDPOINT_URL_DYNAMODB names ${endpoint}, which isn't on this machine. ` +
        "To use it, call connect({ aws: true }); otherwise unset the variable and restart the kernel.",
    );
  }
  // A local database needs a region for the signature only, so none has to be configured.
  const defaultRegion = local ? (variable("AWS_REGION") ?? REGION) : undefined;
  return { kind: "attached", endpoint, region: region ?? defaultRegion };
}

const atAws = ({ region }: ConnectOptions): Target => ({ kind: "aws", region });

function hostOf(endpoint: string): string {
  if (URL.canParse(endpoint)) return new URL(endpoint).hostname;
  throw new DynamoError(
    "EndpointInvalid",
    `AWS_ENDPOINT_URL_DYNAMODB is "${endpoint}", which isn't an address such as http://127.0.0.1:8000. ` +
      "Correct it or unset it, and restart the kernel.",
  );
}
