import { tourTests } from "./tour";

tourTests({ runs: () => true, restarts: () => true });
