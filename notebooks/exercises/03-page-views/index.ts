import { DailyViews } from "./daily-views";
import { firstViews } from "./first-views";
import { forget } from "./forget";
import { viewCheaply } from "./view-cheaply";

export const pageViews = { forget, firstViews, DailyViews, viewCheaply };
