/** What cells import from `node:crypto`. */
export const randomUUID = (): string => crypto.randomUUID();
