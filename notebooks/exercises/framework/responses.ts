import type { StoredItem } from "../../../lib/index";
import type { Response } from "./interceptor";

/** The items in a response, whichever operation read them. */
export function itemsOf({ Item, Items, Responses = [] }: Response): StoredItem[] {
  const own = [Item, ...((Items as unknown[] | undefined) ?? [])];
  // A transaction returns a list of objects with an Item, a batch a list of items for each table.
  const several = Array.isArray(Responses)
    ? (Responses as { Item?: StoredItem }[]).map((response) => response.Item)
    : Object.values(Responses as Record<string, StoredItem[]>).flat();
  return [...own, ...several].filter((item) => item !== undefined) as StoredItem[];
}
