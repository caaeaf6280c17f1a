import { tourTests } from "./tour";

tourTests(() => true);
