/** A request's PartiQL statements. */
type Statements = {
  Statement?: unknown;
  Statements?: { Statement?: unknown }[];
  TransactStatements?: { Statement?: unknown }[];
};

const WRITES = /^(INSERT|UPDATE|DELETE)$/;

/**
 * "SELECT" for a request that only reads, or "INSERT", "UPDATE", "DELETE" for one that writes;
 * `undefined` for a request without statements.
 */
export function verbOf(input: object): string | undefined {
  const { Statement, Statements = [], TransactStatements = Statements } = input as Statements;
  const texts = Statement === undefined ? TransactStatements : [{ Statement }];
  const verbs = texts.map(({ Statement: text }) =>
    (/^\s*(\w+)/.exec(String(text))?.[1] ?? "").toUpperCase(),
  );
  return verbs.find((verb) => WRITES.test(verb)) ?? verbs[0];
}

/** Whether an operation is a PartiQL statement, or several. */
export const isStatement = (operation: string) => /^(Batch)?Execute/.test(operation);

/** The hint for a step that counts units, for an answer in PartiQL. */
export const UNITS_UNKNOWN =
  "DynamoDB Local doesn't report what a PartiQL statement costs, so the check can't count its units. Send the operation that the statement stands for: GetItem, PutItem, UpdateItem, Query …";
