/** What a page of the site loads: it makes the page's cells run. */
import { Bar } from "./bar";
import type { CellData } from "./cell";
import { Chapter } from "./chapter";
import { download } from "./download";
import { followProgress } from "./progress";

function begin(): void {
  followProgress();
  const data = document.getElementById("cells");
  const article = document.querySelector(".bd-article");
  if (data === null || article === null) return;
  const name = data.dataset["chapter"] ?? "";
  const bar: Bar = new Bar({
    runAll: () => chapter.runAll(),
    stop: () => chapter.stop(),
    startAfresh: () => chapter.startAfresh(),
    download: () =>
      void download(name, data.dataset["download"] ?? "", chapter.cells).then(
        () =>
          bar.tell(`Put ${name}.ipynb into the workbook's notebooks folder to go on in Jupyter.`),
        ({ message }: Error) => bar.tell(message),
      ),
    forget: () => {
      if (confirm("Forget your answers and passed exercises in this chapter?"))
        chapter.forgetAnswers();
    },
  });
  const chapter = new Chapter(name, JSON.parse(data.textContent ?? "") as CellData[], bar);
  article.append(bar.box);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
