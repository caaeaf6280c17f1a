import { DynamoError } from "../errors/errors";
import { checkField } from "../fields/field";
import { brief } from "../print/brief";
import { isFields } from "../print/values";

/** Refuses what isn't an object of fields. @throws DynamoError `DefinitionInvalid` */
export function checkFields(what: string, fields: unknown): void {
  if (!isFields(fields))
    throw new DynamoError(
      "DefinitionInvalid",
      `${what} takes an object of fields, such as { name: string() }, not ${brief(fields)}.`,
    );
  for (const [name, one] of Object.entries(fields)) checkField(name, one);
}
