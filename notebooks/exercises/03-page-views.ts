import { DailyViews } from "./page-views/daily-views";
import { firstViews } from "./page-views/first-views";
import { forget } from "./page-views/forget";
import { viewCheaply } from "./page-views/view-cheaply";

export const pageViews = { forget, firstViews, DailyViews, viewCheaply };
