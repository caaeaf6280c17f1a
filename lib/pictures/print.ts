import type { Bundle } from "../print/display";
import type { Picture } from "./blocks";
import { pictureHtml } from "./html";
import { pictureText } from "./text";

/** A picture as HTML for the notebook, and as text for consoles and screen readers. */
export const printPicture = (picture: Picture): Bundle => ({
  "text/plain": pictureText(picture),
  "text/html": pictureHtml(picture),
});
