import { isLoopback, type ConnectOptions, type Target } from "./target";
import { DynamoError } from "../errors/errors";
import { enter, leave, REGION, variable } from "../embedded/environment";
export { versionsSentence } from "../embedded/versions";
import { startServer, type EmbeddedServer } from "../embedded/server";

/** Which database `connect()` means: the one that the environment names, AWS if that is wanted, else an embedded one. */
export async function locate(options: ConnectOptions): Promise<Target> {
  const endpoint = named();
  if (endpoint === undefined && options.aws !== true) return embedded(options);
  leave();
  return endpoint === undefined ? atAws(options) : attached(endpoint, options);
}

const named = () => variable("AWS_ENDPOINT_URL_DYNAMODB") ?? variable("AWS_ENDPOINT_URL");

/** Starts the embedded server before anybody asks, where `connect()` would; who asks then gets it, or its error. */
export function startEarly(): void {
  if (named() === undefined) runningServer().catch(() => undefined);
}

async function embedded({ region = REGION }: ConnectOptions): Promise<Target> {
  const server = await runningServer();
  enter(server, region);
  const credentials = { accessKeyId: server.accessKeyId, secretAccessKey: "local" };
  return { kind: "embedded", endpoint: server.endpoint, region, credentials };
}

let current: Promise<EmbeddedServer> | undefined;

/** Started by the first call, started anew after it died, else reused. */
function runningServer(): Promise<EmbeddedServer> {
  current = reuseOrStart(current);
  return current;
}

async function reuseOrStart(previous: typeof current): Promise<EmbeddedServer> {
  // Why an earlier start failed was said to whoever asked for it; this call tries again.
  const server = await previous?.catch(() => undefined);
  if (server !== undefined && (await server.listens())) return server;
  return startServer();
}

function attached(endpoint: string, { aws, region }: ConnectOptions): Target {
  const local = isLoopback(hostOf(endpoint));
  if (!local && aws !== true) {
    throw new DynamoError(
      "EndpointNotLocal",
      `AWS_ENDPOINT_URL_DYNAMODB names ${endpoint}, which is not on this machine. If you mean it, say connect({ aws: true }); else unset the variable and restart the kernel.`,
    );
  }
  // A local engine needs a region for the signature only, so one needn't be configured.
  return {
    kind: "attached",
    endpoint,
    region: region ?? (local ? (variable("AWS_REGION") ?? REGION) : undefined),
  };
}

const atAws = ({ region }: ConnectOptions): Target => ({ kind: "aws", region });

function hostOf(endpoint: string): string {
  if (URL.canParse(endpoint)) return new URL(endpoint).hostname;
  throw new DynamoError(
    "EndpointInvalid",
    `AWS_ENDPOINT_URL_DYNAMODB is "${endpoint}": not an address such as http://127.0.0.1:8000. Correct it or unset it, and restart the kernel.`,
  );
}
