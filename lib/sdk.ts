let loaded: Promise<typeof import("@aws-sdk/client-dynamodb")> | undefined;

/** The SDK, loaded when it is first needed, once: each `import()` would copy its several hundred names anew. */
export const loadSdk = () => (loaded ??= import("@aws-sdk/client-dynamodb"));
