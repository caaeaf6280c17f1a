import { random } from "../random";

/** Whole numbers of so many digits; neither the first nor the last one is 0. */
export const digits = (count: number) =>
  Array.from({ length: count }, (_, place) =>
    random.int(place === 0 || place === count - 1 ? 1 : 0, 9),
  ).join("");
