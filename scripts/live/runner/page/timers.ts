/** What cells import from `node:timers/promises`. */
const { setTimeout: after } = globalThis;

export const setTimeout = <T>(milliseconds?: number, value?: T): Promise<T> =>
  new Promise((resolve) => after(resolve as (value?: T) => void, milliseconds, value));

export const setImmediate = <T>(value?: T): Promise<T> => setTimeout(0, value);
