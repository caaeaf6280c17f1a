/** Fixtures for tests against a real DynamoDB Local. */
import assert from "node:assert/strict";
import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { connect } from "../../lib/index";
import { sharedDatabase } from "./shared-database";

/**
 * Returns the lines that `action` writes to this stream of the console, instead of showing them.
 */
export async function said(stream: "log" | "warn", action: () => unknown): Promise<string[]> {
  const lines: string[] = [];
  const { [stream]: original } = console;
  console[stream] = (line: string) => lines.push(line);
  try {
    await action();
  } finally {
    console[stream] = original;
  }
  return lines;
}

/** Connects to a database of this test file, on a server of its own if the run shares none. */
export async function database(): Promise<DynamoDBClient> {
  let db: DynamoDBClient | undefined;
  Object.assign(process.env, sharedDatabase());
  await said("log", async () => (db = await connect()));
  return db as unknown as DynamoDBClient;
}

/**
 * Makes a client that sends nothing: its commands end at `send`. By default its endpoint is on this
 * machine.
 */
export function stub(
  send: (command: never) => Promise<unknown>,
  config: DynamoDBClientConfig = { endpoint: "http://127.0.0.1:1" },
): DynamoDBClient {
  const client = new DynamoDBClient({
    region: "us-west-2",
    credentials: { accessKeyId: "stub", secretAccessKey: "x" },
    ...config,
  });
  return Object.assign<DynamoDBClient, object>(client, { send });
}

/** Creates a table without logging, and returns it. */
export async function created<T extends { createTable(): PromiseLike<void> }>(
  table: T,
): Promise<T> {
  await said("log", () => table.createTable());
  return table;
}

/** As `assert.rejects`, for requests. TypeScript accepts only promises there. */
export const rejects = (
  request: PromiseLike<unknown>,
  expected: object,
  message?: string,
): Promise<void> => assert.rejects(async () => request, expected, message);

const listeners = new WeakMap<DynamoDBClient, Set<string[]>>();

/**
 * Returns the operations that this client sends during `action`, in order. Others may be in flight
 * as well.
 */
export async function sent(
  db: DynamoDBClient,
  action: () => PromiseLike<unknown>,
): Promise<string[]> {
  const operations: string[] = [];
  const listening = listeners.get(db) ?? observe(db);
  listening.add(operations);
  try {
    await action();
  } finally {
    listening.delete(operations);
  }
  return operations;
}

/** Wraps `send`, because a client that caches its middleware ignores what is added later. */
function observe(db: DynamoDBClient): Set<string[]> {
  const listening = new Set<string[]>();
  listeners.set(db, listening);
  const send = db.send.bind(db) as (...all: unknown[]) => unknown;
  db.send = ((command: object, ...more: unknown[]) => {
    for (const operations of listening)
      operations.push(command.constructor.name.replace(/Command$/, ""));
    return send(command, ...more);
  }) as DynamoDBClient["send"];
  return listening;
}
