const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];

/** Each byte's two digits. */
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** What dynalite uses of Node's Buffer. */
class Bytes extends Uint8Array {
  override toString(encoding = "utf8"): string {
    if (encoding === "hex") return this.reduce((text, byte) => text + HEX[byte], "");
    if (encoding === "base64")
      return btoa(Array.from(this, (byte) => String.fromCharCode(byte)).join(""));
    return decoder.decode(this);
  }
}

function from(source: string | number[], encoding = "utf8"): Bytes {
  if (typeof source !== "string") return new Bytes(source.map((byte) => byte & 255));
  if (encoding === "base64") return new Bytes(bytesOf(source));
  return new Bytes(encoder.encode(source));
}

/** What isn't base64 has no bytes; dynalite sees that encoding them again gives something else. */
function bytesOf(base64: string): number[] {
  if (!/^[A-Za-z0-9+/]*=*$/.test(base64)) return [];
  return Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

export const Buffer = { from };
