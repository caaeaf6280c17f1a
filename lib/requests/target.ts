import type { Definition } from "../items/definition";

/** The item, or the query, that a request is about. */
export type Target = {
  definition: Definition;
  /** The key, or the query's key, as it was given; for messages. */
  given: object | undefined;
  index?: string | undefined;
};
