import { codeOf } from "../errors/code-of";
import { DynamoError } from "../errors/errors";
import type { Target } from "./target";

/** Returns the error with an explanation, if it comes from the connection or the configuration. */
export function explain(error: unknown, target: Target): unknown {
  if (!(error instanceof Error) || error instanceof DynamoError) return error;
  const code = codeOf(error) ?? "";
  const details = { cause: error };
  if (CONNECTION_ERRORS.has(code) || error.name === "TimeoutError") return gone(target, details);
  if (/^(EPROTO|ERR_SSL_|HPE_|ERR_TLS_)|CERT|SIGNATURE_/.test(code))
    return new DynamoError("EndpointInvalid", otherProtocol(target, error.message), details);
  if (error.name === "CredentialsProviderError")
    return new DynamoError("CredentialsMissing", noKeys(target), details);
  if (/^Region /.test(error.message))
    return new DynamoError("RegionInvalid", noRegion(error.message), details);
  if (error.name === "EndpointError" || /defaultsMode/.test(error.message))
    return new DynamoError("ConfigurationInvalid", unusable(error.message), details);
  return error;
}

/** Node's codes for a connection that failed or was lost. */
const CONNECTION_ERRORS = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);

/** Makes the error for a database that can't be reached, or that doesn't answer. */
export function gone(target: Target, details: { cause?: unknown } = {}): DynamoError {
  const { kind, endpoint = "AWS", name = "The database of this notebook" } = target;
  if (kind !== "embedded")
    return new DynamoError("DatabaseGone", unreachable(target, endpoint), details);
  const why = target.lastWords?.();
  return new DynamoError(
    "DatabaseGone",
    `${name} has ended, and its data with it. ` +
      (why === undefined ? "" : `${why} `) +
      "Run the connect() cell again, then the cells that fill your tables.",
    details,
  );
}

const unreachable = ({ kind, source }: Target, endpoint: string) =>
  kind === "attached" && source === undefined
    ? `Nothing answers at ${endpoint}. Start that database, or make the client with another ` +
      "endpoint, then run this cell again."
    : source === undefined
      ? `Nothing answers at ${endpoint}. Check the network, then run this cell again.`
      : `Nothing answers at ${endpoint}. Start the database that ${source} names, then run this cell ` +
        "again; or unset the variable and start the workbook again.";

/** Makes the error for a database that accepts requests and doesn't answer them. */
export const goneSilent = (target: Target, seconds: number): DynamoError =>
  target.kind === "embedded"
    ? new DynamoError(
        "DatabaseGone",
        `${target.name ?? "The database of this notebook"} hasn't answered for ${seconds} s, so it counts as ` +
          "lost, with its data. Run the connect() cell again, then the cells that fill your tables.",
      )
    : new DynamoError(
        "DatabaseGone",
        `${target.endpoint ?? "AWS"} accepts requests, but hasn't answered for ${seconds} s. ` +
          "Restart that database or check the network, then run this cell again.",
      );

function otherProtocol({ endpoint = "AWS", source }: Target, message: string): string {
  const advice = endpoint.startsWith("https:")
    ? `Without TLS there, write ${endpoint.replace("https:", "http:")}; ` +
      "with a certificate of your own, name its file in NODE_EXTRA_CA_CERTS."
    : `With TLS there, write ${endpoint.replace("http:", "https:")}.`;
  return (
    `What answers at ${endpoint} speaks another protocol than the address says (${message.trim()}). ` +
    `${advice} ${source === undefined ? "" : `Correct ${source} and start the workbook again.`}`.trim()
  );
}

const noKeys = ({ profile }: Target) =>
  profile === undefined
    ? "The SDK found no keys for AWS. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in " +
      "with AWS's command line (`aws login`, `aws sso login`), then start the workbook again."
    : `AWS_PROFILE names the profile "${profile}", and the SDK found no valid keys in it. Correct ` +
      "the profile in ~/.aws, or unset AWS_PROFILE, then start the workbook again.";

const noRegion = (message: string) =>
  `${message.replace(/\.$/, "")}. Give connect() a region, such as connect({ aws: true, region: ` +
  `"us-west-2" }), or set AWS_REGION and start the workbook again.`;

const unusable = (message: string) =>
  `The SDK can't use your configuration for AWS: ${message.replace(/\.$/, "")}. ` +
  "Correct it in the variables AWS_… or in ~/.aws/config, then start the workbook again.";
