/**
 * Jupyter's messages as they travel.
 *
 * @see https://jupyter-client.readthedocs.io/en/stable/messaging.html
 */
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

/** What Jupyter writes into the file that it names when it starts a kernel. */
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

/** @throws Error if it isn't signed with the connection's key, or is no message */
export function read(key: string, frames: readonly Buffer[]): Message {
  const delimiter = frames.findIndex((frame) => frame.equals(DELIMITER));
  const [signature, ...parts] = frames.slice(delimiter + 1);
  if (delimiter === -1 || signature === undefined || parts.length < PARTS)
    throw new Error("This is no message of Jupyter's.");
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

/** A message to send; the identities say to whom, on a socket that has several peers. */
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

/** Half a surrogate pair in an output would keep the notebook from being saved. */
const wellFormed = (value: object) =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === "string" ? part.toWellFormed() : part,
  );
