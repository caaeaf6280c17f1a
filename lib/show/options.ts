/** The options of `show()`. */
export type ShowOptions = {
  /** A line above it. */
  title?: string;
  /**
   * Shows the type of each attribute under its name. Types are known only for items that a Table
   * read or wrote.
   */
  types?: boolean;
  /** The largest number of items to show. Default: 20. */
  limit?: number;
};

export const DEFAULT_LIMIT = 20;
