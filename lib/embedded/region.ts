import { DynamoError } from "../errors/errors";

/** The region of the whole workbook, as in the original. */
export const REGION = "us-west-2";

/**
 * Returns the region for a database on this machine. `fips-` means another endpoint of AWS's in the
 * same region.
 *
 * @param source What named it, for the error
 * @throws DynamoError `RegionInvalid`
 */
export function localRegion(source: string, name: string): string {
  const region = name.replace(/^fips-|-fips$/g, "");
  if (/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(region)) return region;
  throw new DynamoError(
    "RegionInvalid",
    `${source} is "${name}", which isn't a region's name. Write one such as ${REGION}.`,
  );
}
