"""Adds to a chapter's page its description, and its code cells: each with its id, and all of them as data."""
import json
import re
from html import escape
from pathlib import Path

from docutils import nodes


def read_notebook(source: str) -> list[dict]:
    """Returns the cells of a chapter; none for a page that isn't a notebook."""
    return json.loads(Path(source).read_text(encoding="utf8"))["cells"] if source.endswith(".ipynb") else []


def code_cells(cells: list[dict]) -> list[dict]:
    return [
        {"id": cell["id"], "source": "".join(cell["source"]), "tags": cell["metadata"].get("tags", [])}
        for cell in cells
        if cell["cell_type"] == "code"
    ]


def description(cells: list[dict]) -> str:
    """Returns the goals from the chapter's header, without Markdown."""
    header = "".join(cells[0]["source"])
    found = re.search(r"\*\*(After this chapter)\*\* (.+?)(?:\n\n|$)", header, re.DOTALL)
    if found is None:
        raise RuntimeError(f"cell {cells[0]['id']} lacks the goals: add a line that begins with **After this chapter**")
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", f"{found[1]} {found[2]}")
    return re.sub(r"[*`]", "", text)


def name_containers(app, doctree) -> None:
    cells = code_cells(read_notebook(app.env.doc2path(app.env.docname)))
    containers = [node for node in doctree.findall(nodes.container) if node.get("nb_element") == "cell_code"]
    if len(cells) != len(containers):
        raise RuntimeError(f"{app.env.docname}: {len(cells)} cells, and {len(containers)} of them on the page")
    for cell, container in zip(cells, containers):
        container["ids"] = [f"cell-{cell['id']}"]


def add_to_page(app, pagename, templatename, context, doctree) -> None:
    cells = read_notebook(app.env.doc2path(pagename)) if doctree is not None else []
    if cells:
        # "</" would end the element.
        data = json.dumps(code_cells(cells), ensure_ascii=False).replace("</", "<\\/")
        context["body"] += f'<script type="application/json" id="cells">{data}</script>'
        context["metatags"] += f'<meta name="description" content="{escape(description(cells))}">'


def setup(app) -> dict:
    app.connect("doctree-read", name_containers)
    app.connect("html-page-context", add_to_page)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
