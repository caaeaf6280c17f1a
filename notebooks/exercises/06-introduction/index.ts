import { addExactly } from "./add-exactly";
import { edit } from "./edit";
import { like } from "./like";
import { rename } from "./rename";
import { tablesNamed } from "./tables-named";

export const introduction = { tablesNamed, like, rename, addExactly, edit };
