import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Files that no page uses: Sphinx and its theme add more than they need. */
const UNUSED = [
  /\.map$/,
  /^objects\.inv$/,
  /^\.buildinfo$/,
  /fontawesome/,
  /^_static\/(webpack-macros|sbt-webpack-macros)\.html$/,
];

/** Removes from the site what its pages don't need, and corrects its HTML. */
export function finish(site: string): void {
  for (const folder of ["_sources", "_static/locales", "_static/vendor"])
    rmSync(path.join(site, folder), { recursive: true, force: true });
  for (const file of filesOf(site))
    if (UNUSED.some((pattern) => pattern.test(file))) rmSync(path.join(site, file));
  // Without the icon fonts: site.css draws the icons.
  rewrite(path.join(site, "_static", "styles", "pydata-sphinx-theme.css"), (css) =>
    css.replace(/@font-face\{[^}]*fontawesome[^}]*\}/g, ""),
  );
  for (const file of filesOf(site))
    if (file.endsWith(".html")) rewrite(path.join(site, file), withLabels);
}

/** Labels buttons, for which the theme's templates have no option. */
function withLabels(html: string): string {
  return html.replaceAll(
    '<summary><span class="toctree-toggle"',
    '<summary aria-label="Show or hide the pages below"><span class="toctree-toggle"',
  );
}

function rewrite(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, "utf8")));
}

/** Returns the files of a folder, relative to it. */
export const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => statSync(path.join(folder, file)).isFile())
    .sort();
