"""Makes a page's code cells known: each container gets its cell's id, and the page lists them as data."""
import json
from pathlib import Path

from docutils import nodes

def read_cells(source: str) -> list[dict]:
    """The code cells of a notebook, in order: id, source, tags."""
    if not source.endswith(".ipynb"):
        return []
    notebook = json.loads(Path(source).read_text(encoding="utf8"))
    return [
        {"id": cell["id"], "source": "".join(cell["source"]), "tags": cell["metadata"].get("tags", [])}
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]

def name_containers(app, doctree) -> None:
    cells = read_cells(app.env.doc2path(app.env.docname))
    containers = [node for node in doctree.findall(nodes.container) if node.get("nb_element") == "cell_code"]
    if len(cells) != len(containers):
        raise RuntimeError(f"{app.env.docname}: {len(cells)} cells, and {len(containers)} of them on the page")
    for cell, container in zip(cells, containers):
        container["ids"] = [f"cell-{cell['id']}"]

def add_data(app, pagename, templatename, context, doctree) -> None:
    if doctree is None:
        return
    cells = read_cells(app.env.doc2path(pagename))
    if cells:
        # "</" would end the element.
        data = json.dumps(cells, ensure_ascii=False).replace("</", "<\\/")
        context["body"] += f'<script type="application/json" id="cells">{data}</script>'

def setup(app) -> dict:
    app.connect("doctree-read", name_containers)
    app.connect("html-page-context", add_data)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
