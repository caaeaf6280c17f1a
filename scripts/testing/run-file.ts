import { run } from "node:test";
import type { TestEvent } from "node:test/reporters";
import { LIMIT } from "./limit";

/** A file waits several times; the one wait that fails must be able to say so first. */
const FILE_LIMIT = 3 * LIMIT;

// Each run listens to how this process ends.
process.setMaxListeners(0);

/** Runs a test file in a process of its own. Resolves with what happened, when all of it has. */
export async function runFile(file: string): Promise<TestEvent[]> {
  const events: TestEvent[] = [];
  for await (const event of run({ files: [file], concurrency: 1, timeout: FILE_LIMIT }))
    events.push(event as TestEvent);
  return events;
}
