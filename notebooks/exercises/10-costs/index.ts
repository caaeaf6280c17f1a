import { asCode } from "./as-code";
import { countView } from "./count-view";
import { loadArticle } from "./load-article";
import { priceOfPut } from "./price-of-put";
import { readPolicy } from "./read-policy";

export const costs = { priceOfPut, countView, loadArticle, readPolicy, asCode };
