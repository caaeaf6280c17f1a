type Named = {
  TableName?: string;
  RequestItems?: object;
  TransactItems?: Record<string, { TableName: string }>[];
};

/** The tables that a request names, each once. */
export function tablesOf(input: object): string[] {
  const { TableName, RequestItems = {}, TransactItems = [] } = input as Named;
  if (TableName !== undefined) return [TableName];
  const written = TransactItems.flatMap((part) =>
    Object.values(part).map(({ TableName: name }) => name),
  );
  return [...new Set([...Object.keys(RequestItems), ...written])];
}
