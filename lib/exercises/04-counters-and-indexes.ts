export const countersAndIndexes = {};
