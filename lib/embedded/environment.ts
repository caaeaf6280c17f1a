import type { EmbeddedServer } from "./server";

/** The region of the whole workbook, as in the original. */
export const REGION = "us-west-2";

/** Every variable that could lead an SDK client elsewhere; `undefined` removes one. */
const settings = (server: EmbeddedServer, region: string): Record<string, string | undefined> => ({
  AWS_ENDPOINT_URL_DYNAMODB: server.endpoint,
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: server.accessKeyId,
  AWS_SECRET_ACCESS_KEY: "local",
  AWS_SESSION_TOKEN: undefined,
  AWS_PROFILE: undefined,
  AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: undefined,
});

let before: Map<string, string | undefined> | undefined;

/**
 * Points this process's environment at the server, so that a plain `new DynamoDBClient({})` reaches
 * it, and never AWS.
 */
export function enter(server: EmbeddedServer, region: string): void {
  leave();
  const ours = Object.entries(settings(server, region));
  before = new Map(ours.map(([name]) => [name, process.env[name]]));
  for (const [name, value] of ours) setVariable(name, value);
}

/** Restores the environment that `enter()` changed. */
export function leave(): void {
  before?.forEach((value, name) => setVariable(name, value));
  before = undefined;
}

/** Returns a variable's value, ignoring what `enter()` has set. */
export function variable(name: string): string | undefined {
  return before?.has(name) ? before.get(name) : process.env[name];
}

function setVariable(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
