import type * as Sdk from "@aws-sdk/client-dynamodb";

let loaded: Promise<typeof Sdk> | undefined;

/** The SDK, loaded when it is first needed, once: each `import()` would copy its several hundred names anew. */
export const loadSdk = (): Promise<typeof Sdk> => (loaded ??= import("@aws-sdk/client-dynamodb"));
