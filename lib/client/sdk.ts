import type * as Sdk from "@aws-sdk/client-dynamodb";

let loaded: Promise<typeof Sdk> | undefined;

/**
 * Loads the SDK when it is first needed. Once, because each `import()` would copy its several
 * hundred names again.
 */
export const loadSdk = (): Promise<typeof Sdk> => (loaded ??= import("@aws-sdk/client-dynamodb"));
