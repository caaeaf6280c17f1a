type Named = {
  TableName?: string;
  RequestItems?: object;
  TransactItems?: Record<string, { TableName: string }>[];
};

/** Returns the names of a request's tables, each once. */
export function tablesOf(input: object): string[] {
  const { TableName, RequestItems = {}, TransactItems = [] } = input as Named;
  if (TableName !== undefined) return [TableName];
  const inTransaction = TransactItems.flatMap((part) => Object.values(part)).map(
    (part) => part.TableName,
  );
  return [...new Set([...Object.keys(RequestItems), ...inTransaction])];
}
