import { addExactly } from "./introduction/add-exactly";
import { edit } from "./introduction/edit";
import { moneyField } from "./introduction/money-field";
import { postOnce } from "./introduction/post-once";
import { tablesNamed } from "./introduction/tables-named";

export const introduction = { tablesNamed, postOnce, moneyField, addExactly, edit };
