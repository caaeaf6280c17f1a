export const pageViews = {};
