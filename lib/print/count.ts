/** `1,200` */
export const grouped = (count: number): string => count.toLocaleString("en-US");

/** `1 item`, `2 items` */
export const counted = (count: number, noun = "item"): string =>
  `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
