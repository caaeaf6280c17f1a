/** Starts a call many times at once. Resolves to all results. */
export const concurrently = <T>(times: number, call: () => T | PromiseLike<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, () => call()));
