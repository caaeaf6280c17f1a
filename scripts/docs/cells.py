"""Adds to a chapter's page its description, and its code cells: each with its id, and all of them as data."""
import json
import re
from html import escape, unescape
from pathlib import Path

from docutils import nodes


NO_NOTEBOOK = {"cells": [], "metadata": {}}


def read_notebook(source: str) -> dict:
    """Returns a chapter; one without cells for a page that isn't a notebook."""
    path = Path(source)
    return json.loads(path.read_text(encoding="utf8")) if path.suffix == ".ipynb" else NO_NOTEBOOK


def code_cells(cells: list[dict]) -> list[dict]:
    return [
        {"id": cell["id"], "source": "".join(cell["source"]), "tags": cell["metadata"].get("tags", [])}
        for cell in cells
        if cell["cell_type"] == "code"
    ]


def description(notebook: dict) -> str:
    """Returns what the front page says of itself, or the goals from the chapter's header, without Markdown."""
    if "description" in notebook["metadata"]:
        return notebook["metadata"]["description"]
    cells = notebook["cells"]
    header = "".join(cells[0]["source"])
    found = re.search(r"\*\*(After this chapter)\*\* (.+?)(?:\n\n|$)", header, re.DOTALL)
    if found is None:
        raise RuntimeError(f"cell {cells[0]['id']} lacks the goals: add a line that begins with **After this chapter**")
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", f"{found[1]} {found[2]}")
    return re.sub(r"[*`]", "", text)


def name_containers(app, doctree) -> None:
    cells = code_cells(read_notebook(app.env.doc2path(app.env.docname))["cells"])
    containers = [node for node in doctree.findall(nodes.container) if node.get("nb_element") == "cell_code"]
    if len(cells) != len(containers):
        raise RuntimeError(f"{app.env.docname}: {len(cells)} cells, and {len(containers)} of them on the page")
    for cell, container in zip(cells, containers):
        container["ids"] = [f"cell-{cell['id']}"]


def add_to_page(app, pagename, templatename, context, doctree) -> None:
    notebook = read_notebook(app.env.doc2path(pagename)) if doctree is not None else NO_NOTEBOOK
    if notebook["cells"]:
        # The front page shows a cell of the workbook's contents.
        name = "00-contents" if pagename == app.config.root_doc else pagename
        # "</" would end the element, and after "<!--" it wouldn't end any more.
        data = json.dumps(code_cells(notebook["cells"]), ensure_ascii=False).replace("<", "\\u003c")
        attributes = f'data-chapter="{name}" data-download="{notebook["metadata"]["download"]}"'
        context["body"] += f'<script type="application/json" id="cells" {attributes}>{data}</script>'
        context["metatags"] += f'<meta name="description" content="{escape(description(notebook))}">'
    if doctree is not None:
        context["metatags"] += preview(app, context)


def preview(app, context) -> str:
    """What a link to the page shows elsewhere: https://ogp.me/"""
    found = re.search(r'<meta [^>]*content="([^"]*)"[^>]*name="description"|name="description" content="([^"]*)"', context["metatags"])
    properties = {
        "type": "article",
        "site_name": app.config.project,
        "title": unescape(re.sub(r"<[^>]+>", "", context["title"])),
        "description": (found[1] or found[2]) if found else None,
        "url": context.get("pageurl"),
    }
    return "".join(
        f'<meta property="og:{name}" content="{value if name == "description" else escape(value)}">'
        for name, value in properties.items()
        if value
    )


def setup(app) -> dict:
    app.connect("doctree-read", name_containers)
    app.connect("html-page-context", add_to_page)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
