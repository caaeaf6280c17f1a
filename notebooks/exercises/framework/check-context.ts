import type { CreateTableCommandInput, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type Definition, measure, type Measurement } from "../../../lib/index";
import { CheckFailure, type Feedback } from "./check-failure";
import { deepEqual } from "./deep-equal";
import { isAnswerMissing } from "./exercise-error";
import { brief, codeOf, createQuietly, keyNames } from "./internals";
import { trackWrites } from "./rollback";

/** How long an answer may take, in milliseconds. */
const TIMEOUT = 15_000;
const TIMED_OUT = `didn't finish within ${TIMEOUT / 1000} seconds`;

/** A table with any fields: what a check uses of it. */
export type AnyTable = {
  readonly name: string;
  readonly definition: Definition;
  put(item: never): PromiseLike<unknown>;
  delete(key: never): PromiseLike<unknown>;
  deleteTable(): PromiseLike<unknown>;
  createTable(): { readonly input: CreateTableCommandInput };
};

/**
 * The context of a step: it runs and judges the answer, and undoes the step's writes afterwards.
 */
export class CheckContext {
  readonly #deferred: (() => PromiseLike<unknown>)[] = [];

  constructor(
    /** The learner's client. */
    readonly db: DynamoDBClient,
  ) {}

  /** Puts an item, and deletes it after the step. */
  async put<I extends object>(
    table: AnyTable & { put(item: I): PromiseLike<unknown> },
    item: I,
  ): Promise<void> {
    this.deleteAfterwards(table, item);
    await table.put(item);
  }

  /** Deletes the item with this key after the step, even if the answer wrote it. */
  deleteAfterwards(table: AnyTable, item: object): void {
    const key = Object.fromEntries(
      keyNames(table.definition).map((name) => [name, (item as Record<string, unknown>)[name]]),
    );
    this.defer(() => table.delete(key as never));
  }

  /** Restores the items that the learner's client writes to this table, after the step. */
  async rollBack(table: AnyTable): Promise<void> {
    this.defer(await trackWrites(this.db, table.name, keyNames(table.definition)));
  }

  /** Calls `undo` after the step. What was deferred last is undone first. */
  defer(undo: () => PromiseLike<unknown>): void {
    this.#deferred.push(undo);
  }

  /** Creates the learner's table under a fresh name, and deletes it after the step. */
  async createTable<T extends AnyTable>(
    Answer: new (db: DynamoDBClient, options?: { name?: string }) => T,
    feedback: Feedback,
  ): Promise<T> {
    const name = `check_${crypto.randomUUID()}`;
    const table = await this.run(async () => {
      const made = new Answer(this.db, { name });
      await createQuietly(this.db, made.createTable().input);
      return made;
    }, feedback);
    this.defer(() => table.deleteTable());
    return table;
  }

  /** Resolves to what the answer returns. @throws CheckFailure if it throws or takes too long */
  async run<T>(work: () => T | PromiseLike<T>, feedback: Feedback): Promise<T> {
    const outcome = await outcomeOf(work);
    if ("value" in outcome) return outcome.value;
    throw failure("error" in outcome ? outcome.error : undefined, describe(outcome), feedback);
  }

  /** Requires that the answer returns this value. @throws CheckFailure */
  async expectResult(work: () => unknown, expected: unknown, feedback: Feedback): Promise<void> {
    const found = await this.run(work, feedback);
    if (!deepEqual(found, expected))
      throw failure(found, `returned ${brief(found)} instead of ${brief(expected)}`, feedback);
  }

  /**
   * Requires that the answer fails with this code, or name for an error of the SDK.
   *
   * @throws CheckFailure
   */
  async expectError(work: () => unknown, code: string, feedback: Feedback): Promise<void> {
    const outcome = await outcomeOf(work);
    if ("error" in outcome && codeOf(outcome.error) === code) return;
    throw failure(outcome, `${describe(outcome)}, but should fail with ${code}`, feedback);
  }

  /** Requires that the answer fails, with any error. @throws CheckFailure */
  async expectAnyError(work: () => unknown, feedback: Feedback): Promise<void> {
    const outcome = await outcomeOf(work);
    if ("error" in outcome) return;
    throw failure(outcome, `${describe(outcome)}, but should throw an error`, feedback);
  }

  /**
   * Requires that a condition holds.
   *
   * @param found What the answer did otherwise, as the end of a sentence: "read 12 items"
   * @throws CheckFailure
   */
  expect(holds: boolean, found: string, feedback: Feedback): void {
    if (!holds) throw failure(undefined, found, feedback);
  }

  /** Resolves to what the answer returns, and what that consumed. @throws CheckFailure as `run` */
  measure<T>(work: () => T | PromiseLike<T>, feedback: Feedback): Promise<Measurement<T>> {
    return measure(this.db, () => this.run(work, feedback));
  }

  /** Undoes the step's writes. */
  async cleanUp(): Promise<void> {
    for (const undo of this.#deferred.reverse()) await undo();
  }
}

type Outcome<T> = { value: T } | { error: unknown } | { isLate: true };

/** How a call of the learner's code ends. @throws ExerciseError `AnswerMissing` */
async function outcomeOf<T>(work: () => T | PromiseLike<T>): Promise<Outcome<T>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Outcome<T>>((resolve) => {
    timer = setTimeout(() => resolve({ isLate: true }), TIMEOUT);
  });
  try {
    return await Promise.race([(async () => ({ value: await work() }))(), late]);
  } catch (error) {
    if (isAnswerMissing(error)) throw error;
    return { error };
  } finally {
    clearTimeout(timer);
  }
}

function describe(outcome: Outcome<unknown>): string {
  if ("value" in outcome) return `returned ${brief(outcome.value)}`;
  return "error" in outcome ? `threw ${brief(outcome.error)}` : TIMED_OUT;
}

function failure(found: unknown, sentence: string, { given, hint }: Feedback): CheckFailure {
  return new CheckFailure(sentence, typeof hint === "string" ? hint : hint(found), given);
}
