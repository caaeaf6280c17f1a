/** A range of keys, with or without its ends. */
export type Range = { gt?: string; gte?: string; lt?: string; lte?: string };

/** Values in the order of their keys. */
export class Sorted<T> {
  #keys: string[] = [];
  readonly #values = new Map<string, T>();

  get size(): number {
    return this.#keys.length;
  }

  get(key: string): T | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: T): void {
    if (!this.#values.has(key)) this.#keys.splice(this.#placeOf(key), 0, key);
    this.#values.set(key, value);
  }

  delete(key: string): void {
    if (this.#values.delete(key)) this.#keys.splice(this.#placeOf(key), 1);
  }

  /** The values in a range. Changes meanwhile don't matter: the keys are copied. */
  *between({ gt, gte, lt, lte }: Range = {}, reverse = false): Generator<T> {
    const from = Math.max(
      gte === undefined ? 0 : this.#placeOf(gte),
      gt === undefined ? 0 : this.#placeAfter(gt),
    );
    const to = Math.min(
      lt === undefined ? this.#keys.length : this.#placeOf(lt),
      lte === undefined ? this.#keys.length : this.#placeAfter(lte),
    );
    const keys = this.#keys.slice(from, to);
    for (const key of reverse ? keys.reverse() : keys) yield this.#values.get(key) as T;
  }

  /** Returns where a key is, or would be. */
  #placeOf(key: string): number {
    let [low, high] = [0, this.#keys.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#keys[middle] as string) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #placeAfter(key: string): number {
    return this.#placeOf(key) + (this.#values.has(key) ? 1 : 0);
  }
}
