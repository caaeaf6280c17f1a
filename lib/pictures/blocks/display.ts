import { display } from "../../print/display";
import type { Picture } from "./blocks";
import { pictureHtml } from "./html";
import { pictureText } from "./text";

/** Shows a picture in the running notebook; elsewhere prints its text. */
export const displayPicture = (picture: Picture): void =>
  display({ "text/plain": pictureText(picture), "text/html": pictureHtml(picture) });
