export const livingTable = {};
