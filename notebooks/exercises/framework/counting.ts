import { type Interceptor, isRead } from "./interceptor";
import { itemsOf } from "./responses";

/** What an answer read: how many items, those that a filter dropped included, and by which operations. */
export type Seen = { items: number; operations: string[] };

/** An interceptor that counts the items that are read, whatever they cost, and notes the operations. */
export function counting(): { seen: Seen; interceptor: Interceptor } {
  const seen: Seen = { items: 0, operations: [] };
  const interceptor: Interceptor = async ({ operation, send }) => {
    const response = await send();
    if (!isRead(operation)) return response;
    seen.operations.push(operation);
    const { ScannedCount } = response as { ScannedCount?: number };
    seen.items += ScannedCount ?? itemsOf(response).length;
    return response;
  };
  return { seen, interceptor };
}
