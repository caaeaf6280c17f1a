import type { StoredItem } from "../items/types";
import { Request, type Call } from "./request";
import type { Output } from "./send";

/** Where a page ended: the key of the last item that was read. Give it back as it is; `undefined` stands for the start. */
export type Cursor = StoredItem | undefined;

/** One page of an answer. */
export type Page<I> = {
  items: I[];
  /** Where the page ended: give it as `after` to read the next one. `undefined` says that there is no more. */
  last: Cursor;
};

/** A request that is answered in pages, of at most 1 MB each. @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html */
export class PagedRequest<I, Input extends object = object> extends Request<Page<I>, Input> {
  readonly #call: Call<Page<I>>;

  constructor(call: Call<Page<I>>) {
    super(call);
    this.#call = call;
  }

  /** Every item from here to the end, page after page. */
  async all(): Promise<I[]> {
    const items: I[] = [];
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

  private after(last: StoredItem): PagedRequest<I, Input> {
    const { input } = this;
    return new PagedRequest({ ...this.#call, build: () => ({ ...input, ExclusiveStartKey: last }) });
  }
}

/** Reads a page out of an answer. */
export const pageOf =
  <I>(decode: (stored: StoredItem) => I) =>
  ({ Items, LastEvaluatedKey }: Output): Page<I> => ({
    items: ((Items ?? []) as StoredItem[]).map(decode),
    last: LastEvaluatedKey as Cursor,
  });
