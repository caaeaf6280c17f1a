/** Replaces `lib/client/locate.ts`: the database is in the page. */
import type { ConnectOptions, Target } from "../../../../lib/client/target";
import { localRegion, REGION } from "../../../../lib/embedded/region";
import { DynamoError } from "../../../../lib/errors/errors";
import { ENDPOINT } from "./database";

const KEYS = { accessKeyId: "page", secretAccessKey: "page" };

/** Returns the database of the page. @throws DynamoError `EndpointNotLocal`, `RegionInvalid` */
// eslint-disable-next-line @typescript-eslint/require-await -- as the module that it replaces
export async function locate({ region: given, aws }: ConnectOptions): Promise<Target> {
  if (aws === true)
    throw new DynamoError(
      "EndpointNotLocal",
      "This page sends no requests to other machines, so it can't reach AWS. Open the notebook in Jupyter for that.",
    );
  const region = localRegion("connect()'s region", given || REGION);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: ENDPOINT,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
  });
  return {
    kind: "embedded",
    endpoint: ENDPOINT,
    region,
    credentials: KEYS,
    name: "The database of this page",
    greeting: `The database is a simulation in this page (dynalite), in memory, for this page only (region ${region}).`,
  };
}

/** The versions were chosen when the page was built. */
export const versionsSentence = (): string | undefined => undefined;
