import { CONDITIONS } from "./conditions";
import { ITEMS } from "./items";
import { PAGES } from "./pages";
import type { Row } from "./row";
import { SEVERAL } from "./several";
import { TABLES } from "./tables";
import { UPDATES } from "./updates";
import { WIDE } from "./wide";

/** All requests of the comparison, in their order. */
export const ROWS: Row[] = [ITEMS, CONDITIONS, UPDATES, PAGES, SEVERAL, TABLES, WIDE].flat();
