/** The options of `connect()`. */
export type ConnectOptions = {
  /**
   * The AWS region. Default: `us-west-2` on this machine; at AWS the one in the SDK's
   * configuration.
   */
  region?: string;
  /**
   * Allows requests to leave this machine: to AWS, or to the endpoint that
   * `AWS_ENDPOINT_URL_DYNAMODB` names.
   */
  aws?: boolean;
};

/**
 * Where requests go. An endpoint, region or credentials that are missing come from the SDK's
 * configuration.
 */
export type Target = {
  kind: "embedded" | "attached" | "aws";
  endpoint?: string | undefined;
  region?: string | undefined;
  credentials?: { accessKeyId: string; secretAccessKey: string };
  /** The variable that names the endpoint of an attached database. */
  source?: string;
  /** The profile that AWS_PROFILE names. */
  profile?: string | undefined;
  /** What an embedded database is called at the start of a sentence. */
  name?: string;
  /** What `connect()` says about an embedded database. */
  greeting?: string;
  /** Why an embedded database has ended, if that is known. */
  lastWords?: () => string | undefined;
};

/** Tells whether a host name always means this machine. */
export function isLoopback(hostname: string): boolean {
  return /^((.+\.)?localhost\.?|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(hostname);
}
