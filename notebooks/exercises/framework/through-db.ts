/** The hint for an answer whose requests the check can't see. */
export const THROUGH_DB = "The check saw no request. Send it through db, this notebook's client.";
