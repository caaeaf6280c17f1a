/** How show() shows a value. */
export type ShowOptions = {
  /** A line above it. */
  title?: string;
  /** Whether the type of each attribute in DynamoDB stands under its name; known of items that a Table read or wrote. */
  types?: boolean;
  /** How many items are shown at most. Default: 20. */
  rows?: number;
};

/** More rows than these are counted, not shown, unless somebody asks for them. */
export const ROWS = 20;
