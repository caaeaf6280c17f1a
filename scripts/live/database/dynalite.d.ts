// What this folder uses of dynalite 4.0.0, which comes without types.

declare module "dynalite/db" {
  /** dynalite returns its refusals as errors with a body. */
  type Refusal = (Error & { body: { __type: string; message: string } }) | null | undefined;

  /** `table` is a `Shape`, `schema` a `KeySchema`, `item` and `key` are `Item`s. */
  const db: {
    validateKey(key: object, table: object, schema?: object): Refusal;
    validateItem(item: object, table: object): Refusal;
    validateUpdates(old: unknown, updates: unknown, table: object): Refusal;
    validateKeyPaths(nested: unknown, table: object): Refusal;
    createKey(item: object, table: object, schema?: object): string;
    createIndexKey(item: object, table: object, schema: object): string;
    /** The first letters of a hash; `value` is what is under the type's name. */
    hashPrefix(value: unknown, type: string): string;
    /** A value as text that sorts as the value does. */
    toRangeStr(value: object): string;
    itemSize(item: object): number;
    compare(comparison: string, value: unknown, operand: unknown): boolean;
    queryTable: unknown;
  };
  export default db;
}

declare module "dynalite/validations" {
  const validations: {
    checkTypes(data: object, types: object): Record<string, unknown>;
    checkValidations(data: object, types: object, custom: unknown, store: object): void;
  };
  export default validations;
}

declare module "dynalite/validations/*" {
  const validation: {
    types: Record<string, unknown>;
    custom?: (data: object) => string | undefined;
  };
  export default validation;
}

declare module "dynalite/actions/*" {
  type Done = (error: Error | null, answer?: Record<string, unknown>) => void;
  const action: (store: object, request: object, done: Done) => void;
  export default action;
}

declare module "big.js" {
  class Big {
    constructor(value: string | Big);
    c: number[];
    e: number;
    s: number;
    cmp(other: string): number;
    plus(other: string): Big;
    minus(other: string): Big;
    toFixed(): string;
  }
  export default Big;
}
