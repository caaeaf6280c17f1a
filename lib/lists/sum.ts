/** Returns the sum of these numbers; 0 if there are none. */
export const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);
