import { button, element } from "./element";
import { forget, known, recall } from "./memory";

const LINKS = '.bd-article td a[href$=".html"]';

/** Keeps the table of chapters at what the reader has passed, in this tab or another. */
export function followProgress(): void {
  showProgress();
  // Back may bring the page as it was left.
  addEventListener("pageshow", ({ persisted }) => persisted && showProgress());
  addEventListener("storage", showProgress);
}

/** Shows, in the table of chapters, which exercises the reader has passed. */
function showProgress(): void {
  const table = document.querySelector<HTMLElement>(`.bd-article table:has(a[href$=".html"])`);
  if (table === null) return;
  for (const former of document.querySelectorAll(".live-passed, .live-forget")) former.remove();
  if (known().length === 0) return;
  for (const link of table.querySelectorAll<HTMLAnchorElement>(LINKS)) {
    const { passed, exercises } = recall(chapterOf(link));
    if (exercises > 0)
      link.parentElement?.append(
        element(
          "span",
          { class: "live-passed" },
          `${passed.length} of ${exercises} exercises passed`,
        ),
      );
  }
  const all = button("Forget all my answers", "live-forget", () => {
    if (!confirm("Forget your answers and passed exercises, in all chapters?")) return;
    known().forEach(forget);
    showProgress();
  });
  (table.closest(".pst-scrollable-table-container") ?? table).after(all);
}

const chapterOf = (link: HTMLAnchorElement) =>
  /([^/]+)\.html$/.exec(link.getAttribute("href") ?? "")?.[1] ?? "";
