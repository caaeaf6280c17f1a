declare module "virtual:declarations" {
  import type { Declarations } from "./declarations";
  const declarations: Declarations;
  export default declarations;
}
