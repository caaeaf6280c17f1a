// `npm run setup`: run.js has done all of it before it calls this.

export function main(): Promise<number> {
  console.log('Everything is ready: "npm start" opens the workbook.');
  return Promise.resolve(0);
}
