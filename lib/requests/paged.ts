import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { withOrigin, type Origin } from "../items/origin";
import type { StoredItem } from "../items/types";
import { ItemError } from "../errors/errors";
import type { Definition } from "../items/definition";
import { Request, type Call } from "./request";
import type { Output } from "../client/send";

/**
 * Where a page ended: the key of the last item that was read. Pass it on unchanged; `undefined`
 * means the start.
 */
export type Cursor = StoredItem | undefined;

/** One page of a response. */
export type Page<I> = {
  items: I[];
  /**
   * Where the page ended: pass it as `after` to read the next one. `undefined` means that there is
   * no more.
   */
  last: Cursor;
};

/** The table or index that a paged request reads, and the key of a query. */
export type Source = {
  table: { readonly name: string; readonly db: DynamoDBClient; readonly definition: Definition };
  /** The index; `undefined` means the table itself. */
  index: string | undefined;
  /** The key of a query; `undefined` for a scan. */
  key: object | undefined;
};

/**
 * A request whose response comes in pages, of at most 1 MB each.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html
 */
export class PagedRequest<I, Input extends object = object> extends Request<Page<I>, Input> {
  readonly #call: Call<Page<I>>;

  constructor(
    call: Call<Page<I>>,
    /** The table or index that it reads, and the key. */
    readonly source: Source,
  ) {
    super(call);
    this.#call = call;
  }

  /** Returns every item from here to the end, page after page. */
  async all(): Promise<I[]> {
    const { table, index } = this.source;
    const items = withOrigin<I[]>({ definition: table.definition, index }, []);
    // A page may have more small items than a call may have arguments.
    for await (const page of this.pages()) for (const item of page.items) items.push(item);
    return items;
  }

  /** Yields this page and all that follow. Each request is sent when its page is needed. */
  async *pages(): AsyncGenerator<Page<I>, void, undefined> {
    let page: Page<I> = await this.then();
    yield page;
    while (page.last !== undefined) {
      page = await this.after(page.last);
      yield page;
    }
  }

  /** Yields item by item, page after page. */
  async *[Symbol.asyncIterator](): AsyncGenerator<I, void, undefined> {
    for await (const page of this.pages()) yield* page.items;
  }

  protected override copy(call: Call<Page<I>>): this {
    return new PagedRequest<I, Input>(call, this.source) as this;
  }

  private after(last: StoredItem): this {
    const { input } = this;
    return this.copy({ ...this.#call, build: () => ({ ...input, ExclusiveStartKey: last }) });
  }
}

/**
 * Decodes a response to a page.
 *
 * @param onDecodeError Takes the error of each item that can't be decoded, which is then left out.
 * @throws ItemError `ItemDecodeError`
 */
export function pageOf<I extends object>(
  { Items = [], LastEvaluatedKey }: Output,
  origin: Origin,
  decode: (stored: StoredItem) => I,
  onDecodeError?: (error: ItemError) => void,
): Page<I> {
  const stored = Items as StoredItem[];
  const items: I[] = [];
  for (const one of stored) {
    try {
      items.push(withOrigin(origin, decode(one)));
    } catch (error) {
      if (!(error instanceof ItemError)) throw error;
      if (onDecodeError === undefined) throw amongOthers(error, stored);
      onDecodeError(error);
    }
  }
  return { items: withOrigin(origin, items), last: LastEvaluatedKey as Cursor };
}

/** Adds the other items of the response to the error of one, and how to read them. */
const amongOthers = (
  { code, message, attribute, value, ...details }: ItemError,
  all: StoredItem[],
) =>
  new ItemError(
    code,
    `${message} To read the others, pass onDecodeError: (error) => …; error.stored has all ${all.length} as stored.`,
    attribute,
    value,
    { ...details, stored: all },
  );
