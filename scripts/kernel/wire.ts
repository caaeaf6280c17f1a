/**
 * Reads and writes messages in Jupyter's wire format.
 *
 * @see https://jupyter-client.readthedocs.io/en/stable/messaging.html
 */
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

/** The content of the connection file, which Jupyter names when it starts a kernel. */
export type Connection = {
  transport: string;
  ip: string;
  key: string;
  shell_port: number;
  control_port: number;
  iopub_port: number;
  stdin_port: number;
  hb_port: number;
};

export type Header = {
  msg_id: string;
  msg_type: string;
  session: string;
  username: string;
  date: string;
  version: string;
};

export type Message = { identities: Buffer[]; header: Header; content: Record<string, unknown> };

/** The version of the protocol that this kernel speaks. */
export const PROTOCOL = "5.3";

const DELIMITER = Buffer.from("<IDS|MSG>");
const PARTS = 4;

const sign = (key: string, parts: readonly (Buffer | string)[]) => {
  const hash = createHmac("sha256", key);
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
};

/** Reads a message. @throws Error if it isn't valid, or isn't signed with the connection's key */
export function read(key: string, frames: readonly Buffer[]): Message {
  const delimiter = frames.findIndex((frame) => frame.equals(DELIMITER));
  const [signature, ...parts] = frames.slice(delimiter + 1);
  if (delimiter === -1 || signature === undefined || parts.length < PARTS)
    throw new Error("This isn't a message of Jupyter.");
  const expected = Buffer.from(sign(key, parts.slice(0, PARTS)));
  if (key !== "" && (expected.length !== signature.length || !timingSafeEqual(expected, signature)))
    throw new Error("A message has a wrong signature.");
  const [header, , , content] = parts.map((part) => JSON.parse(part.toString()) as object);
  return {
    identities: frames.slice(0, delimiter),
    header: header as Header,
    content: content as Message["content"],
  };
}

/** Writes a message; the identities name its receiver on a socket with several peers. */
export function write(
  key: string,
  session: string,
  type: string,
  content: object,
  parent: Header | object,
  identities: Buffer[] = [],
): (Buffer | string)[] {
  const header: Header = {
    msg_id: randomUUID(),
    msg_type: type,
    session,
    username: "kernel",
    date: new Date().toISOString(),
    version: PROTOCOL,
  };
  const parts = [header, parent, {}, content].map(wellFormed);
  return [...identities, DELIMITER, sign(key, parts), ...parts];
}

/** Replaces lone surrogates: with one in an output, the notebook couldn't be saved. */
const wellFormed = (value: object) =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === "string" ? part.toWellFormed() : part,
  );
