import { devNull } from "node:os";

/** A database on this machine, and the keys that select it. */
export type LocalDatabase = {
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
};

/** Variables of AWS's that say nothing about where and how to send a request. */
const KEPT = /^AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED$/;

/**
 * What an SDK client is to find, in place of all that is configured for AWS: a FIPS or dual-stack
 * endpoint, a profile, a role, a retry mode … The SDK's two configuration files are replaced by
 * empty ones.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
 */
const settings = (database: LocalDatabase): Record<string, string> => ({
  AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
  AWS_REGION: database.region,
  AWS_ACCESS_KEY_ID: database.accessKeyId,
  AWS_SECRET_ACCESS_KEY: database.secretAccessKey,
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: "true",
});

type Change = { before: string | undefined; now: string | undefined };

/** What `enter()` has changed, by name. */
const changes = new Map<string, Change>();

/**
 * Points this process's environment at a database on this machine, so that a plain
 * `new DynamoDBClient({})` reaches it, and never AWS.
 */
export function enter(database: LocalDatabase): void {
  leave();
  const ours: Record<string, string | undefined> = settings(database);
  const others = Object.keys(process.env).filter(
    (name) => name.startsWith("AWS_") && !KEPT.test(name),
  );
  for (const name of new Set([...others, ...Object.keys(ours)])) {
    changes.set(name, { before: process.env[name], now: ours[name] });
    setVariable(name, ours[name]);
  }
}

/** Restores what `enter()` changed, but for what the notebook has set since then. */
export function leave(): void {
  changes.forEach(({ before, now }, name) => {
    if (process.env[name] === now) setVariable(name, before);
  });
  changes.clear();
}

/**
 * Returns a variable's value, ignoring what `enter()` has set; `undefined` if it is empty, because
 * that is how shells and editors unset one.
 */
export function variable(name: string): string | undefined {
  const change = changes.get(name);
  const value = process.env[name];
  return (
    (change !== undefined && value === change.now ? change.before : value)?.trim() || undefined
  );
}

/** Removes AWS's variables that are set but empty: the SDK would take an empty region for one. */
export function unsetEmpty(): void {
  for (const [name, value] of Object.entries(process.env))
    if (name.startsWith("AWS_") && value?.trim() === "") setVariable(name, undefined);
}

function setVariable(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
