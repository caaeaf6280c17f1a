// `npm run setup`: run.js has done all of it before it calls this.

export async function main(): Promise<number> {
  console.log("Everything is ready: \"npm start\" opens the workbook.");
  return 0;
}
