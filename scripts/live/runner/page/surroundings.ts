/**
 * What cells, the library and the SDK find in Node, and a page lacks. It has to be imported before
 * them.
 */
type Global = Record<string, unknown> & { crypto: Crypto };
type Crypto = {
  getRandomValues(bytes: Uint8Array): Uint8Array;
  randomUUID?: () => string;
};

const scope = globalThis as unknown as Global;

/** Cells read the endpoint from the environment, and the SDK its defaults. */
Object.defineProperty(scope, "process", {
  value: { env: {} as Record<string, string | undefined> },
  writable: true,
  configurable: true,
});

scope["setImmediate"] ??= (callback: (...values: unknown[]) => void, ...values: unknown[]) =>
  setTimeout(callback, 0, ...values);
scope["clearImmediate"] ??= clearTimeout;

// Browsers hide it from pages that were loaded without TLS.
if (scope.crypto.randomUUID === undefined)
  Object.defineProperty(scope.crypto, "randomUUID", { value: randomUUID });

/** @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-4 */
function randomUUID(): string {
  const bytes = scope.crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export {};
