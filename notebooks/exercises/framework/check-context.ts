import type { DeleteItemCommandInput, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { measure, type Measurement, type StoredItem, type WriteRequest } from "../../../lib/index";
import type { AnyTable } from "./any-table";
import { racing } from "./at-once";
import { CheckFailure, Endless, type Feedback } from "./check-failure";
import { deepEqual } from "./deep-equal";
import { noting } from "./interceptor";
import type { CheckTables, TableClass } from "./check-tables";
import { brief, codeOf, keyNames, type WritePart, writePart } from "./internals";
import { isStatement, UNITS_UNKNOWN } from "./partiql";
import type { PendingWrites } from "./pending-writes";
import { type Tracking, trackWrites } from "./rollback";
import { itemsOf, type Restored, restoring } from "./table-items";
import {
  awaitHint,
  endlessHint,
  leftBehind,
  type Outcome,
  timedOut,
  type Trial,
  type TrialOptions,
  tryOut,
} from "./trial";

/** What to tell about a call, and how to try it. */
type Attempt = Feedback & TrialOptions;

/** What a call consumed, and the operations that it sent, refused ones too. */
export type Cost<T> = Measurement<T> & { sent: string[] };

/**
 * The context of a step: it runs and judges the answer, and undoes the step's writes afterwards.
 */
export class CheckContext {
  readonly #deferred: Undo[] = [];
  /** The tables whose writes are rolled back. */
  readonly #tracked = new Set<string>();
  /** What the answer didn't wait for. */
  readonly #unawaited = { inFlight: [] as string[], unsent: [] as string[] };
  /** Whether a call of the answer is running. */
  #isTrying = false;
  /** The PartiQL statements that the answer sent. */
  readonly #statements: string[] = [];

  constructor(
    /** The learner's client. */
    readonly db: DynamoDBClient,
    private readonly tables: CheckTables,
    private readonly writes: PendingWrites,
  ) {}

  /** Puts items, before anything else is sent, and deletes them after the step. An item may be put twice. */
  async put<I extends object>(
    table: AnyTable & { put(item: I): WriteRequest<unknown> },
    ...items: readonly I[]
  ): Promise<void> {
    if (!this.tables.isCreated(table)) for (const item of items) this.deleteAfterwards(table, item);
    await this.#write(items.map((item) => writePart(table.put(item).join())));
  }

  /** Puts an item as it is stored, with any attributes, and deletes it after the step. */
  async putStored(table: AnyTable, item: StoredItem): Promise<void> {
    const keys = keyNames(table.definition);
    const part = { db: this.db, table: table.name, keys, key: item };
    this.#deferred.push({ table, end: () => Promise.resolve([{ ...part, item: undefined }]) });
    await this.#write([restoring({ ...part, item })]);
  }

  async #write(parts: readonly WritePart[]): Promise<void> {
    this.writes.add(parts);
    // What is simulated during a call may depend on the order.
    if (this.#isTrying) await this.writes.send();
  }

  /** Deletes the item with this key after the step, even if the answer wrote it. */
  deleteAfterwards(table: AnyTable, item: object): void {
    const key = Object.fromEntries(
      keyNames(table.definition).map((name) => [name, (item as Record<string, unknown>)[name]]),
    );
    this.#deferred.push({ table, key });
  }

  /** Restores the items that the learner's client writes to this table, after the step. */
  async rollBack(table: AnyTable): Promise<void> {
    if (this.#tracked.has(table.name)) return;
    this.#tracked.add(table.name);
    const [{ name }, keys] = [table, keyNames(table.definition)];
    // What this step has put isn't there in the next one.
    const hasPut = this.#deferred.some((undo) => "table" in undo && undo.table.name === name);
    const before = await (hasPut ? itemsOf(this.db, name, keys) : this.tables.before(name, keys));
    this.#deferred.push(trackWrites(this.db, name, keys, before));
  }

  /** Calls `undo` after the step. What was deferred last is undone first. */
  defer(undo: () => PromiseLike<unknown>): void {
    this.#deferred.push(undo);
  }

  /** An empty table of the learner's class, which is deleted after the check. */
  async createTable<T extends AnyTable>(Answer: TableClass<T>, feedback: Feedback): Promise<T> {
    const table = await this.run(() => this.tables.take(Answer), feedback);
    this.defer(() => Promise.resolve(this.tables.giveBack(Answer, table)));
    return table;
  }

  /** Makes tables that the steps of a check may share, because no answer changes them. */
  once<T>(make: (context: this) => Promise<T>): Promise<T> {
    return this.tables.once(make, () => make(this));
  }

  /** Deletes a table after the check, if it exists then. */
  deleteTableAtEnd(name: string): void {
    this.tables.deleteAtEnd(name);
  }

  /** Requires that the learner's class declares a table of this name. @throws CheckFailure */
  async expectName(
    Answer: new (db: DynamoDBClient) => AnyTable,
    name: string,
    feedback: Feedback,
  ): Promise<void> {
    const made = await this.run(() => new Answer(this.db), feedback);
    this.expect(made.name === name, `declares a table named ${brief(made.name)}`, {
      hint: `The task names the table ${name}: that is the property name in Table({ … }).`,
    });
  }

  /**
   * Resolves to what the answer returns.
   *
   * @throws CheckFailure if it throws, takes too long, or doesn't wait for a write
   */
  async run<T>(work: () => T | PromiseLike<T>, attempt: Attempt): Promise<T> {
    const outcome = await this.#outcomeOf(work, attempt);
    if ("value" in outcome) return outcome.value;
    throw failure("error" in outcome ? outcome.error : undefined, describe(outcome), attempt);
  }

  /**
   * Starts calls at once, each of which has read before the first of them writes. Resolves to what
   * they return.
   *
   * @throws CheckFailure as `run`
   */
  runAtOnce<T>(calls: readonly (() => T | PromiseLike<T>)[], attempt: Attempt): Promise<T[]> {
    const during = racing(attempt.during);
    return this.run(() => Promise.all(calls.map((call) => call())), { ...attempt, during });
  }

  /**
   * Resolves to what is stored, which the answer may have written in a form that can't be read.
   *
   * @throws CheckFailure if it can't be decoded
   */
  async read<T>(get: () => PromiseLike<T>, feedback: Feedback): Promise<T> {
    try {
      return await get();
    } catch (error) {
      if (codeOf(error) !== "ItemDecodeError") throw error;
      throw failure(error, `left an item that can't be read: ${brief(error)}`, feedback);
    }
  }

  /** Requires that the answer returns this value. @throws CheckFailure */
  async expectResult(work: () => unknown, expected: unknown, attempt: Attempt): Promise<void> {
    const found = await this.run(work, attempt);
    if (!deepEqual(found, expected))
      throw failure(found, `${returned(found)} instead of ${brief(expected)}`, attempt);
  }

  /**
   * Requires that the answer fails with this code, or name for an error of the SDK.
   *
   * @throws CheckFailure
   */
  async expectError(work: () => unknown, code: string, attempt: Attempt): Promise<void> {
    const outcome = await this.#outcomeOf(work, attempt);
    if ("error" in outcome && codeOf(outcome.error) === code) return;
    throw failure(outcome, `${describe(outcome)}, but should fail with ${code}`, attempt);
  }

  /** Requires that the answer fails, with any error. @throws CheckFailure */
  async expectAnyError(work: () => unknown, attempt: Attempt): Promise<void> {
    const outcome = await this.#outcomeOf(work, attempt);
    if ("error" in outcome) return;
    throw failure(outcome, `${describe(outcome)}, but should throw an error`, attempt);
  }

  /** Resolves to how a call of the answer ends, in whatever way. @throws CheckFailure if it doesn't */
  outcomeOf<T>(work: () => T | PromiseLike<T>, attempt: Attempt): Promise<Outcome<T>> {
    return this.#outcomeOf(work, attempt);
  }

  async #outcomeOf<T>(work: () => T | PromiseLike<T>, attempt: Attempt): Promise<Outcome<T>> {
    await this.writes.send();
    const trial = await this.#tryOut(work, attempt);
    this.#unawaited.inFlight.push(...trial.inFlight);
    this.#unawaited.unsent.push(...trial.unsent);
    this.#statements.push(...trial.sent.filter(isStatement));
    if ("isLate" in trial.outcome)
      throw new Endless(timedOut(trial.outcome.after), endlessHint(trial), attempt.given);
    const left = leftBehind(trial);
    if (left === undefined) return trial.outcome;
    throw new CheckFailure(left, awaitHint(trial), attempt.given);
  }

  async #tryOut<T>(work: () => T | PromiseLike<T>, attempt: Attempt): Promise<Trial<T>> {
    this.#isTrying = true;
    try {
      return await tryOut(this.db, work, attempt);
    } finally {
      this.#isTrying = false;
    }
  }

  /** The same failure; if the answer didn't await a request, with the hint that says so. */
  explained(failure: CheckFailure): CheckFailure {
    const { inFlight, unsent } = this.#unawaited;
    const isAwaited = inFlight.length === 0 && unsent.length === 0;
    if (isAwaited || failure instanceof Endless) return failure;
    return new CheckFailure(failure.found, awaitHint(this.#unawaited), failure.given);
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

  /**
   * Resolves to what the answer returns, and what that consumed.
   *
   * @throws CheckFailure as `run`, or if it sent PartiQL, whose cost DynamoDB Local doesn't report
   */
  async measure<T>(work: () => T | PromiseLike<T>, attempt: Attempt): Promise<Cost<T>> {
    const before = this.#statements.length;
    const sent: string[] = [];
    const during = noting(sent, attempt.during);
    await this.writes.send();
    const measured = await measure(this.db, () => this.run(work, { ...attempt, during }));
    const [statement] = this.#statements.slice(before);
    if (statement === undefined) return { ...measured, sent };
    throw new CheckFailure(`sent ${statement}`, UNITS_UNKNOWN, attempt.given);
  }

  /**
   * Resolves to what a call consumed that returns this value: the cost of a wrong result says
   * nothing, because a refused write isn't measured.
   *
   * @throws CheckFailure
   */
  async costOf(work: () => unknown, expected: unknown, attempt: Attempt): Promise<Cost<unknown>> {
    const cost = await this.measure(work, attempt);
    await this.expectResult(() => cost.result, expected, attempt);
    return cost;
  }

  /** Undoes the step's writes, at the latest before something else is sent. */
  async cleanUp(): Promise<void> {
    for (const undo of this.#deferred.reverse())
      if ("key" in undo) this.writes.add([restoring(this.#without(undo))]);
      else if ("end" in undo) this.writes.add((await undo.end()).map(restoring));
      else await undo();
  }

  #without({ table, key }: Added): Restored {
    const { Key = {}, TableName = "" } = table.delete(key as never).input as DeleteItemCommandInput;
    return { db: this.db, table: TableName, keys: Object.keys(Key), key: Key, item: undefined };
  }
}

/** An item to delete after the step. */
type Added = { table: AnyTable; key: object };
/** What to do after the step. */
type Undo = Added | Tracking | (Tracking & { table: AnyTable }) | (() => PromiseLike<unknown>);

const returned = (found: unknown) =>
  `returned ${found === undefined ? "nothing (undefined)" : brief(found)}`;

function describe(outcome: Outcome<unknown>): string {
  if ("value" in outcome) return returned(outcome.value);
  return "error" in outcome ? `threw ${brief(outcome.error)}` : timedOut(outcome.after);
}

function failure(found: unknown, sentence: string, { given, hint }: Feedback): CheckFailure {
  return new CheckFailure(sentence, typeof hint === "string" ? hint : hint(found), given);
}
