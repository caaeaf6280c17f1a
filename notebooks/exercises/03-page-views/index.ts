import { DailyViews } from "./daily-views";
import { firstViews } from "./first-views";
import { forget } from "./forget";
import { viewCheaply } from "./view-cheaply";
import { visit } from "./visit";

export const pageViews = { forget, firstViews, DailyViews, viewCheaply, visit };
