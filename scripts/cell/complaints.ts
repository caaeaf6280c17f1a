/** An error at a place in the cell (from 1) or in another file. */
export type Complaint = { file?: string; line: number; column: number; message: string };

/** Formats an error as tslab does: `1:15 - Property …`. */
export const complaintText = ({ file, line, column, message }: Complaint): string =>
  `${file === undefined ? "" : `${file} `}${line}:${column} - ${message}`;
