import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { filesOf } from "./finish";

/**
 * Returns the broken internal links of the site's pages, and everything that a page would download
 * from elsewhere.
 */
export function brokenLinks(site: string): string[] {
  const pages = new Map(
    filesOf(site)
      .filter((file) => file.endsWith(".html"))
      .map((file) => [file, pageAt(path.join(site, file))]),
  );
  return [...pages].flatMap(([file, page]) => [
    ...page.targets
      .filter((target) => !leadsSomewhere(site, pages, file, target))
      .map((target) => `${file}: its link to ${target} leads nowhere`),
    ...page.fetched.map((address) => `${file}: it would fetch ${address}`),
  ]);
}

type Page = { ids: Set<string>; targets: string[]; fetched: string[] };

function pageAt(file: string): Page {
  // Data for scripts may contain HTML as text.
  const html = readFileSync(file, "utf8").replace(
    /<script type="application\/json".*?<\/script>/gs,
    "",
  );
  const tags = [...html.matchAll(/<[a-z][^>]*>/gi)].map(([tag]) => tag);
  const values = (name: string) => (tag: string) =>
    new RegExp(`\\s${name}="([^"]*)"`, "i").exec(tag)?.[1]?.replaceAll("&amp;", "&") ?? [];
  const addresses = [...tags.flatMap(values("href")), ...tags.flatMap(values("src"))];
  const fetching = tags
    .filter((tag) => /^<(link|script|img|iframe|source|video|audio|object|embed)\b/i.test(tag))
    .flatMap((tag) => [values("href")(tag), values("src")(tag)].flat());
  return {
    ids: new Set([
      ...tags.flatMap(values("id")),
      ...tags.filter((tag) => /^<a\b/i.test(tag)).flatMap(values("name")),
    ]),
    targets: [
      ...new Set(addresses.filter((address) => !/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(address))),
    ],
    fetched: fetching.filter((address) => /^(https?:)?\/\//i.test(address)),
  };
}

function leadsSomewhere(
  site: string,
  pages: Map<string, Page>,
  from: string,
  target: string,
): boolean {
  const [address = "", anchor] = target.split("#");
  const name = address.split("?")[0] ?? "";
  const to = path.normalize(
    name === "" ? from : path.join(path.dirname(from), decodeURIComponent(name)),
  );
  const file =
    existsSync(path.join(site, to)) && statSync(path.join(site, to)).isDirectory()
      ? path.join(to, "index.html")
      : to;
  if (!existsSync(path.join(site, file))) return false;
  return (
    anchor === undefined ||
    anchor === "" ||
    !pages.has(file) ||
    pages.get(file)?.ids.has(decodeURIComponent(anchor)) === true
  );
}
