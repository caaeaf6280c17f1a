import type * as Sdk from "@aws-sdk/client-dynamodb";

let loading: Promise<typeof Sdk> | undefined;
let loaded: typeof Sdk | undefined;

/**
 * Loads the SDK when it is first needed. Once, because each `import()` would copy its several
 * hundred names again.
 */
export const loadSdk = (): Promise<typeof Sdk> =>
  (loading ??= import("@aws-sdk/client-dynamodb").then((sdk) => (loaded = sdk)));

/** Returns the SDK, if it is loaded: a request then needn't wait for a turn. */
export const loadedSdk = (): typeof Sdk | undefined => loaded;
