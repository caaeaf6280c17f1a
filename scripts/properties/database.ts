import { database } from "../testing/fixtures";

/** The database of all properties of a test file. */
export const db = database();
