export const manyWriters = {};
