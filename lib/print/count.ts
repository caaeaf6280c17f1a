/** Formats a number with commas: `1,200`. */
export const formatNumber = (value: number): string => value.toLocaleString("en-US");

/** Formats a number with its noun: `1 item`, `2 items`. */
export const counted = (count: number, noun = "item"): string =>
  `${formatNumber(count)} ${noun}${count === 1 ? "" : "s"}`;
