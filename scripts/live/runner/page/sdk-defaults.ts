/** What a client of the SDK in the page gets from the environment, as in Node. */
type Config = Record<string, unknown>;

export function withDefaults(config: Config): Config {
  const { AWS_ENDPOINT_URL_DYNAMODB: endpoint, AWS_REGION: region } = process.env;
  return {
    credentialDefaultProvider: () => credentials,
    ...(endpoint !== undefined && { endpoint }),
    ...(region !== undefined && { region }),
    ...config,
  };
}

async function credentials() {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env;
  if (accessKeyId !== undefined && secretAccessKey !== undefined)
    return Promise.resolve({ accessKeyId, secretAccessKey });
  // The words and the name of Node's.
  const error = new Error("Could not load credentials from any providers");
  throw Object.assign(error, { name: "CredentialsProviderError" });
}
