/** Jupyter counts code points, JavaScript UTF-16 units. */

export const unitsOf = (text: string, codePoints: number): number =>
  Array.from(text).slice(0, codePoints).join("").length;

export const codePointsOf = (text: string, units: number): number =>
  Array.from(text.slice(0, units)).length;
