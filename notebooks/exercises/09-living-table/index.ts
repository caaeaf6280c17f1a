import { cartBin } from "./cart-bin";
import { convertOrder } from "./convert-order";
import { countOpen } from "./count-open";
import { latestOf } from "./latest-of";
import { pageBefore } from "./page-before";

export const livingTable = { pageBefore, cartBin, convertOrder, countOpen, latestOf };
