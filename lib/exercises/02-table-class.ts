export const tableClass = {};
