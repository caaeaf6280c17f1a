import { variable } from "../embedded/environment";
import { DynamoError } from "../errors/errors";
import { isLoopback } from "./target";

/** The variables that may name an endpoint; the first that is set counts. */
const VARIABLES = ["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL"] as const;

/** An endpoint that the environment names. */
export type NamedEndpoint = { variable: string; address: string };

/**
 * Returns the endpoint that the environment names, if any, by the rules of AWS's SDKs.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function endpointInEnvironment(): NamedEndpoint | undefined {
  if (variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")?.toLowerCase() === "true") return undefined;
  const name = VARIABLES.find((candidate) => variable(candidate) !== undefined);
  const address = name === undefined ? undefined : variable(name);
  return name === undefined || address === undefined ? undefined : { variable: name, address };
}

/** What a server listens on to be reached at every address; no address to connect to. */
const EVERY_ADDRESS = /^(0\.0\.0\.0|\[::\])$/;

/** Returns the endpoint's host. @throws DynamoError `EndpointInvalid` */
export function hostOf({ variable: name, address }: NamedEndpoint): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isHttp = url !== undefined && /^https?:$/.test(url.protocol);
  if (isHttp && !EVERY_ADDRESS.test(url.hostname)) return url.hostname;
  const corrected = isHttp
    ? `${url.protocol}//127.0.0.1${url.port === "" ? "" : `:${url.port}`}`
    : guess(address);
  const advice =
    corrected === undefined
      ? "Set it to an address such as http://127.0.0.1:8000, or unset it"
      : `Write ${corrected}, or unset it`;
  throw new DynamoError(
    "EndpointInvalid",
    `${name} is "${address}", which isn't an address to connect to. ${advice}; ` +
      "then start the workbook again.",
  );
}

/** Guesses what was meant by an address without `http://`, with another scheme or in quotes. */
function guess(address: string): string | undefined {
  const [host] = /[^/"'\s]+(?=\/?["']?$)/.exec(address) ?? [];
  const corrected = `http://${host}`;
  if (host === undefined || !URL.canParse(corrected)) return undefined;
  const { hostname, port } = new URL(corrected);
  if (EVERY_ADDRESS.test(hostname)) return `http://127.0.0.1:${port === "" ? "8000" : port}`;
  return port !== "" || isLoopback(hostname) ? corrected : undefined;
}
