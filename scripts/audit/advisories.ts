/** Reads what `npm audit` and `pip-audit` print as JSON. */

/** A known vulnerability of a package that the workbook installs. */
export type Advisory = {
  package: string;
  /** Its ids, that of the source first: `GHSA-…`, `PYSEC-…`, `CVE-…`. */
  ids: string[];
  title: string;
};

/** What a source of advisories answered; `unanswered`: why it said nothing of some packages. */
export type Answer = { asked: number; advisories: Advisory[]; unanswered?: string };

type NpmReport = {
  message?: string;
  error?: { summary?: string };
  vulnerabilities?: Record<string, { via: (string | NpmAdvisory)[] }>;
  metadata?: { dependencies: { total: number } };
};
type NpmAdvisory = { name: string; title: string; url: string };

/**
 * Reads the output of `npm audit --json`.
 * @see https://docs.npmjs.com/cli/commands/npm-audit
 */
export function npmAnswer(output: string): Answer {
  const { message, error, vulnerabilities, metadata } = parsed<NpmReport>(output);
  if (vulnerabilities === undefined || metadata === undefined)
    return { asked: 0, advisories: [], unanswered: error?.summary || message || NO_ANSWER };
  // A text in `via` is the name of another package of the same report, which has the advisory.
  const found = Object.values(vulnerabilities)
    .flatMap(({ via }) => via)
    .filter((one) => typeof one !== "string");
  const advisories = found.map(({ name, title, url }) => ({
    package: name,
    ids: [url.replace(/.*\//, "")],
    title,
  }));
  return { asked: metadata.dependencies.total, advisories: unique(advisories) };
}

type PipReport = { dependencies?: PipPackage[] };
type PipPackage = {
  name: string;
  skip_reason?: string;
  vulns?: { id: string; aliases: string[]; description: string }[];
};

/**
 * Reads the output of `pip-audit --format json`.
 * @see https://github.com/pypa/pip-audit
 */
export function pipAnswer(output: string): Answer {
  const { dependencies } = parsed<PipReport>(output);
  if (dependencies === undefined) return { asked: 0, advisories: [], unanswered: NO_ANSWER };
  const advisories = dependencies.flatMap(({ name, vulns = [] }) =>
    vulns.map(({ id, aliases, description }) => ({
      package: name,
      ids: [id, ...aliases],
      title: description.split("\n")[0] ?? "",
    })),
  );
  const skipped = dependencies.filter(({ skip_reason }) => skip_reason !== undefined);
  const reason = skipped[0]?.skip_reason;
  const unanswered = reason && `${skipped.length} packages were not looked up: ${reason}`;
  const asked = dependencies.length - skipped.length;
  return { asked, advisories: unique(advisories), ...(unanswered && { unanswered }) };
}

const NO_ANSWER = "it gave no report";

/** An empty object for what isn't JSON: the program failed before it could report. */
function parsed<T extends object>(output: string): Partial<T> {
  try {
    return JSON.parse(output) as T;
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

const unique = (advisories: Advisory[]) => [
  ...new Map(advisories.map((one) => [`${one.package} ${one.ids[0]}`, one])).values(),
];

/**
 * Judges an answer: a line for each advisory, and whether every one is explained. An explanation
 * names the advisory's id.
 */
export function judgement(
  source: string,
  { asked, advisories, unanswered }: Answer,
  explanations: string,
): { lines: string[]; isFine: boolean } {
  const isExplained = ({ ids }: Advisory) => ids.some((id) => explanations.includes(id));
  const listed = advisories.map((one) => {
    const mark = isExplained(one) ? "✔ explained in SECURITY.md" : "✖ not explained";
    return `  ${mark}: ${one.package}, ${one.ids.join(" = ")}: ${one.title}`;
  });
  const count = advisories.length === 0 ? "no known vulnerability" : `${advisories.length} known`;
  const lines = asked > 0 ? [`${source}: ${asked} packages, ${count}`, ...listed] : [];
  if (unanswered !== undefined)
    lines.push(
      `${source}: the source of advisories can't be asked from here, so nothing is known: ${unanswered}`,
    );
  return { lines, isFine: unanswered === undefined && advisories.every(isExplained) };
}
