import type { CreateTableCommandInput, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { measure, type Measurement } from "../../lib/client/measure";
import { brief } from "../../lib/print/brief";
import { createQuietly } from "../../lib/table/create";
import { keyNames, type Definition } from "../../lib/items/definition";
import { AnswerMissing } from "./todo";
import { rememberItems } from "./restore";
import { Shortfall, type Failure } from "./shortfall";
import { same } from "./same";

/** How long an answer may take, in milliseconds. */
const PATIENCE = 15_000;

/** A table, as far as a trial needs it. */
export type AnyTable = {
  readonly name: string;
  readonly definition: Definition;
  put(item: never): PromiseLike<unknown>;
  delete(key: never): PromiseLike<unknown>;
  deleteTable(): PromiseLike<unknown>;
  createTable(): { readonly input: CreateTableCommandInput };
};

/** What a step tries an answer with. Whatever it writes is gone after the step. */
export class Trial {
  readonly #afterwards: (() => PromiseLike<unknown>)[] = [];

  constructor(
    /** The learner's client. */
    readonly db: DynamoDBClient,
  ) {}

  /** Writes an item, for this step only. */
  async put<I extends object>(
    table: AnyTable & { put(item: I): PromiseLike<unknown> },
    item: I,
  ): Promise<void> {
    this.forget(table, item);
    await table.put(item);
  }

  /** After the step, the item with this key is deleted, whoever wrote it. */
  forget(table: AnyTable, item: object): void {
    const key = Object.fromEntries(
      keyNames(table.definition).map((name) => [name, (item as Record<string, unknown>)[name]]),
    );
    this.#afterwards.push(() => table.delete(key as never));
  }

  /** After the step, the items that were written to this table through the learner's client are as they are now. */
  async restoresItems(table: AnyTable): Promise<void> {
    this.afterwards(await rememberItems(this.db, table.name, keyNames(table.definition)));
  }

  /** This is done after the step, last come, first done. */
  afterwards(undo: () => PromiseLike<unknown>): void {
    this.#afterwards.push(undo);
  }

  /** A table of the learner's making, under a name of its own, for this step only. */
  async created<T extends AnyTable>(
    Answer: new (db: DynamoDBClient, options?: { name?: string }) => T,
    failure: Failure,
  ): Promise<T> {
    const name = `check_${crypto.randomUUID()}`;
    const table = await this.answer(async () => {
      const made = new Answer(this.db, { name });
      await createQuietly(this.db, made.createTable().input);
      return made;
    }, failure);
    this.#afterwards.push(() => table.deleteTable());
    return table;
  }

  /** What the answer gives. @throws Shortfall if it throws, or takes too long */
  async answer<T>(work: () => T | PromiseLike<T>, failure: Failure): Promise<T> {
    const outcome = await outcomeOf(work);
    if ("value" in outcome) return outcome.value;
    if ("error" in outcome)
      throw shortfall(outcome.error, `threw ${brief(outcome.error)}`, failure);
    throw shortfall(undefined, `gave no answer in ${PATIENCE / 1000} seconds`, failure);
  }

  /** Demands that the answer gives this. */
  async gives(work: () => unknown, expected: unknown, failure: Failure): Promise<void> {
    const found = await this.answer(work, failure);
    if (!same(found, expected))
      throw shortfall(found, `gave ${brief(found)} instead of ${brief(expected)}`, failure);
  }

  /** Demands that the answer fails with this code, which for an error of the SDK is its name. */
  async refuses(work: () => unknown, code: string, failure: Failure): Promise<void> {
    const outcome = await outcomeOf(work);
    if ("error" in outcome && codeOf(outcome.error) === code) return;
    const found =
      "error" in outcome
        ? `threw ${brief(outcome.error)}`
        : `gave ${brief((outcome as { value?: unknown }).value)}`;
    throw shortfall(outcome, `${found} where it should fail with ${code}`, failure);
  }

  /** Demands that the answer fails, in whatever way. */
  async fails(work: () => unknown, failure: Failure): Promise<void> {
    const outcome = await outcomeOf(work);
    if ("error" in outcome) return;
    const found =
      "value" in outcome
        ? `gave ${brief(outcome.value)}`
        : `gave no answer in ${PATIENCE / 1000} seconds`;
    throw shortfall(outcome, `${found} where it should throw an error`, failure);
  }

  /** Demands that something is so. @param found What is the case otherwise, such as "read 12 items" */
  holds(isSo: boolean, found: string, failure: Failure): void {
    if (!isSo) throw shortfall(undefined, found, failure);
  }

  /** What the answer gives, and what its requests consumed. */
  measured<T>(work: () => T | PromiseLike<T>, failure: Failure): Promise<Measurement<T>> {
    return measure(this.db, () => this.answer(work, failure));
  }

  /** Takes back what was written. */
  async end(): Promise<void> {
    for (const undo of this.#afterwards.reverse()) await undo();
  }
}

type Outcome<T> = { value: T } | { error: unknown } | { isLate: true };

/** How the learner's code ends. @throws AnswerMissing if it isn't written yet */
async function outcomeOf<T>(work: () => T | PromiseLike<T>): Promise<Outcome<T>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Outcome<T>>((resolve) => {
    timer = setTimeout(() => resolve({ isLate: true }), PATIENCE);
  });
  try {
    return await Promise.race([(async () => ({ value: await work() }))(), late]);
  } catch (error) {
    if (error instanceof AnswerMissing) throw error;
    return { error };
  } finally {
    clearTimeout(timer);
  }
}

const codeOf = (error: unknown): unknown =>
  (error as { code?: unknown }).code ?? (error as { name?: unknown }).name;

function shortfall(found: unknown, sentence: string, { given, hint }: Failure): Shortfall {
  return new Shortfall(sentence, typeof hint === "string" ? hint : hint(found), given);
}
