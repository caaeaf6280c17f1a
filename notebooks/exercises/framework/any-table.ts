import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import type { Definition, WriteRequest } from "../../../lib/index";

/** A table with any fields: what a check uses of it. */
export type AnyTable = {
  readonly name: string;
  readonly definition: Definition;
  put(item: never): WriteRequest<unknown>;
  delete(key: never): WriteRequest<unknown>;
  createTable(): { readonly input: CreateTableCommandInput };
};
