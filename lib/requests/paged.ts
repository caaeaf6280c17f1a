import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { withOrigin, type Origin } from "../items/origin";
import type { StoredItem } from "../items/types";
import type { Definition } from "../items/definition";
import { Request, type Call } from "./request";
import type { Output } from "../client/send";

/** Where a page ended: the key of the last item that was read. Give it back as it is; `undefined` stands for the start. */
export type Cursor = StoredItem | undefined;

/** One page of an answer. */
export type Page<I> = {
  items: I[];
  /** Where the page ended: give it as `after` to read the next one. `undefined` says that there is no more. */
  last: Cursor;
};

/** Where a paged request reads. */
export type Source = {
  table: { readonly name: string; readonly db: DynamoDBClient; readonly definition: Definition };
  /** The index; `undefined` stands for the table itself. */
  index: string | undefined;
  /** What a query asked for; a scan has none. */
  key: object | undefined;
};

/** A request that is answered in pages, of at most 1 MB each. @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html */
export class PagedRequest<I, Input extends object = object> extends Request<Page<I>, Input> {
  readonly #call: Call<Page<I>>;

  constructor(
    call: Call<Page<I>>,
    /** Where it reads. */
    readonly source: Source,
  ) {
    super(call);
    this.#call = call;
  }

  /** Every item from here to the end, page after page. */
  async all(): Promise<I[]> {
    const {
      table: { definition },
      index,
    } = this.source;
    const items = withOrigin<I[]>({ definition, index }, []);
    for await (const page of this.pages()) items.push(...page.items);
    return items;
  }

  /** This page and all that follow; a request is sent when its page is wanted. */
  async *pages(): AsyncGenerator<Page<I>, void, undefined> {
    let page: Page<I> = await this.then();
    yield page;
    while (page.last !== undefined) {
      page = await this.after(page.last);
      yield page;
    }
  }

  /** Item by item, page after page. */
  async *[Symbol.asyncIterator](): AsyncGenerator<I, void, undefined> {
    for await (const page of this.pages()) yield* page.items;
  }

  protected override again(call: Call<Page<I>>): this {
    return new PagedRequest<I, Input>(call, this.source) as this;
  }

  private after(last: StoredItem): this {
    const { input } = this;
    return this.again({ ...this.#call, build: () => ({ ...input, ExclusiveStartKey: last }) });
  }
}

/** Reads a page out of an answer. */
export const pageOf =
  <I extends object>(origin: Origin, decode: (stored: StoredItem) => I) =>
  ({ Items, LastEvaluatedKey }: Output): Page<I> => ({
    items: withOrigin(
      origin,
      ((Items ?? []) as StoredItem[]).map((stored) => withOrigin(origin, decode(stored))),
    ),
    last: LastEvaluatedKey as Cursor,
  });
