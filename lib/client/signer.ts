import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

type Config = Pick<DynamoDBClient["config"], "credentials" | "signer">;
type Signer = ReturnType<Config["signer"]>;

/**
 * Makes a client keep its signer. The SDK makes a new one for each request, for which it copies its
 * whole configuration. A signer asks for the current keys each time it signs, so keys that expire
 * are renewed all the same. What the configuration says of the signer itself (`signingRegion`,
 * `signingName`, `signerConstructor`) counts until the first request.
 */
export function keepSigner({ config }: { config: Config }): void {
  const make = config.signer;
  let kept: { credentials: Config["credentials"]; signer: Signer } | undefined;
  config.signer = (scheme) => {
    // An endpoint may demand a signature of its own.
    if (scheme !== undefined) return make(scheme);
    const { credentials } = config;
    if (kept !== undefined && kept.credentials === credentials) return kept.signer;
    const signer = make();
    kept = { credentials, signer };
    // Without a region, for instance. The next request tries again.
    signer.catch(() => (kept = undefined));
    return signer;
  };
}
