// What this folder uses of dynalite 4.0.0, which comes without types.

declare module "dynalite/db" {
  type Item = import("./values").Item;
  type Schema = import("./table").KeySchema;
  type Shape = import("./table").Shape;
  /** dynalite returns its refusals as errors with a body. */
  type Refusal = (Error & { body: { __type: string; message: string } }) | null | undefined;

  const db: {
    validateKey(key: Item, table: Shape, schema?: Schema): Refusal;
    validateItem(item: Item, table: Shape): Refusal;
    validateUpdates(old: unknown, updates: unknown, table: Shape): Refusal;
    validateKeyPaths(nested: unknown, table: Shape): Refusal;
    createKey(item: Item, table: Shape, schema?: Schema): string;
    createIndexKey: (item: Item, table: Shape, schema: Schema) => string;
    itemSize: (item: Item) => number;
    compare: (comparison: string, value: unknown, operand: unknown) => boolean;
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
