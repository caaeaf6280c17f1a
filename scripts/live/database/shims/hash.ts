const encoder = new TextEncoder();

/**
 * In place of Node's `crypto`: the hash that gives a table's items their order and segments.
 * DynamoDB's own order is a secret, so any even one will do (FNV-1a, then murmur's last steps).
 */
export function createHash() {
  let hash = 0x811c9dc5;
  const self = {
    update(bytes: string | Uint8Array) {
      const all = typeof bytes === "string" ? encoder.encode(bytes) : bytes;
      for (const byte of all) hash = Math.imul(hash ^ byte, 0x01000193);
      return self;
    },
    digest(): string {
      let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
      mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
      return ((mixed ^ (mixed >>> 16)) >>> 0).toString(16).padStart(8, "0");
    },
  };
  return self;
}
