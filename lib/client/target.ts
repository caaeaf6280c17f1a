/** What `connect()` takes. */
export type ConnectOptions = {
  /** The AWS region. Default: `us-west-2` on this machine; at AWS whatever the SDK finds in its configuration. */
  region?: string;
  /** Allows what isn't on this machine: AWS itself, or the endpoint that `AWS_ENDPOINT_URL_DYNAMODB` names. */
  aws?: boolean;
};

/** Where requests go. Without an endpoint, region or credentials the SDK finds them in its own configuration. */
export type Target = {
  kind: "embedded" | "attached" | "aws";
  endpoint?: string | undefined;
  region?: string | undefined;
  credentials?: { accessKeyId: string; secretAccessKey: string };
};

/** Whether a host name always means this machine. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|(.+\.)?localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(hostname);
}
