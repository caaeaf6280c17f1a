/** Refusals of dynalite that chapters print, in DynamoDB Local's words. */
const WORDS: [RegExp, string][] = [
  [
    /^TableName must be at least 3 characters long/,
    "Invalid table/index name.  Table/index names must be between 3 and 255 characters long, and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'",
  ],
  [
    /^One or more parameter values were invalid: Missing the key .* in the item$/s,
    "One of the required keys was not given a value",
  ],
  [
    /^One or more parameter values were invalid: Type mismatch for Index Key /,
    "One or more parameter values were invalid: Type mismatch for Index Key",
  ],
  [
    /^The parameter cannot be converted to a numeric value/,
    "A value provided cannot be converted into a number",
  ],
];

export const asLocalSays = (message: string): string =>
  WORDS.find(([dynalite]) => dynalite.test(message))?.[1] ?? message;
