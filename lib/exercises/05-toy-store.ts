export const toyStore = {};
