import { run } from "node:test";
import type { TestEvent } from "node:test/reporters";

// Each run listens to how this process ends.
process.setMaxListeners(0);

/**
 * Runs a test file in a process of its own. Resolves with what happened, when all of it has.
 * @param limit in milliseconds; then the file is ended, and has failed
 */
export async function runFile(file: string, limit: number): Promise<TestEvent[]> {
  const events: TestEvent[] = [];
  for await (const event of run({ files: [file], concurrency: 1, timeout: limit }))
    events.push(event as TestEvent);
  return events;
}
