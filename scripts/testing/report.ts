import { once } from "node:events";
import { PassThrough, type Readable } from "node:stream";
import { spec, type TestEvent } from "node:test/reporters";

/** Node's own counts behind each file: here they are added up. */
const COUNT = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/;

/** Prints what happened in test files, one after the other, and counts tests. */
export class Report {
  passed = 0;
  failed = 0;
  skipped = 0;
  readonly #reasons = new Set<unknown>();
  readonly #events = new PassThrough({ objectMode: true });
  readonly #shown: Promise<unknown>;

  constructor() {
    const text = this.#events.compose(new spec()) as Readable;
    text.on("data", (part: unknown) => process.stdout.write(String(part)));
    this.#shown = once(text, "end");
  }

  /** Takes the events of one file. */
  add(events: readonly TestEvent[]): void {
    for (const event of events) {
      this.#count(event);
      if (
        event.type === "test:diagnostic" &&
        event.data.nesting === 0 &&
        COUNT.test(event.data.message)
      )
        continue;
      this.#events.write(event);
    }
  }

  /** Whether a test was skipped for this reason. */
  skippedFor(reason: string): boolean {
    return this.#reasons.has(reason);
  }

  /** Prints the failures. Resolves when everything is printed. */
  async end(): Promise<void> {
    this.#events.end();
    await this.#shown;
  }

  #count(event: TestEvent): void {
    if (event.type === "test:pass") {
      const { skip, details } = event.data;
      if (skip !== undefined && skip !== false) {
        this.skipped++;
        this.#reasons.add(skip);
      } else if (details.type !== "suite") this.passed++;
    }
    // A suite fails with its tests, or by itself where a hook failed: both must show.
    if (event.type === "test:fail") {
      const { type, error } = event.data.details;
      if (type !== "suite" || (error as { failureType?: string }).failureType !== "subtestsFailed")
        this.failed++;
    }
  }
}
