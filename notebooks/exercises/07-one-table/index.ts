export const oneTable = {};
