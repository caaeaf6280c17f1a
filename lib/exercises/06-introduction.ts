export const introduction = {};
