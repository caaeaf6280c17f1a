"""Settings of "Save and Export Notebook As": what it offers works, and its HTML is one file that reads well by itself and asks no network."""
import re
from pathlib import Path

import bleach
import tinycss2

c = get_config()  # noqa: F821 (Jupyter provides it)

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "i", "kbd", "li", "ol", "p", "pre", "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "u", "ul",
}
ATTRIBUTES = {
    "*": ["aria-hidden", "aria-label", "class", "id", "lang", "role", "style", "tabindex", "title"],
    "a": ["href"], "details": ["open"], "ol": ["start"], "table": ["border", "cellpadding"],
    "td": ["colspan", "rowspan"], "th": ["colspan", "rowspan", "scope"],
}
STYLES = re.compile(
    "(align|background|border|flex|font|gap|justify|list|margin|max|min|overflow|padding|table|text|vertical|white)(-[a-z-]+)?"
    "|box-sizing|color|display|height|line-height|opacity|width"
)
# What a style could fetch.
ADDRESSES = re.compile(r"url|image|src|\\", re.IGNORECASE)


class Styles:
    """Keeps styles that say how a text looks; drops those that move it over others, or fetch something."""

    def sanitize_css(self, style):
        declarations = [one for one in tinycss2.parse_declaration_list(style) if one.type == "declaration"]
        kept = [one for one in declarations if STYLES.fullmatch(one.lower_name) and not ADDRESSES.search(tinycss2.serialize(one.value))]
        return tinycss2.serialize(kept)


def clean_html(html):
    """JupyterLab offers to "sanitize" what it exports. nbconvert's own cleaning would leave no paragraph, heading or table whole."""
    return bleach.clean(str(html), tags=TAGS, attributes=ATTRIBUTES, css_sanitizer=Styles())


def links_to_exports(html):
    """Links to other chapters lead to what is made of them in the same way."""
    return re.sub(r'(<a href="(?![a-z]+:)[^"#]*)\.ipynb', r"\1.html", html)


c.HTMLExporter.extra_template_basedirs = [str(Path(__file__).with_name("templates"))]
c.HTMLExporter.template_name = "workbook"
c.HTMLExporter.filters = {"clean_html": clean_html, "links_to_exports": links_to_exports}
# Slides are made by an HTMLExporter, too.
c.SlidesExporter.template_name = "reveal"

# These need programs that set-up doesn't install (pandoc, LaTeX, PyQt, Playwright), and would answer with an error.
# A PDF is made by printing: File, then Print, or the exported HTML in a browser.
c.ASCIIDocExporter.enabled = False
c.LatexExporter.enabled = False
c.PDFExporter.enabled = False
c.QtPDFExporter.enabled = False
c.QtPNGExporter.enabled = False
c.RSTExporter.enabled = False
c.WebPDFExporter.enabled = False
