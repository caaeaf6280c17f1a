import { addExactly } from "./add-exactly";
import { edit } from "./edit";
import { moneyField } from "./money-field";
import { postOnce } from "./post-once";
import { tablesNamed } from "./tables-named";

export const introduction = { tablesNamed, postOnce, moneyField, addExactly, edit };
