"""The configuration of Sphinx, which builds the site from the pages and the executed notebooks."""
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "DynamoDB in examples"
author = "the authors of DynamoDB in examples"
language = "en"
extensions = ["myst_nb", "sphinx_copybutton", "cells"]

nb_execution_mode = "off"
nb_render_markdown_format = "gfm"


myst_heading_anchors = 6
myst_heading_slug_func = "anchors.slug"

# Pygments doesn't understand every regular expression in TypeScript; it colours such a block all the same.
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "sphinx_book_theme"
html_title = project
html_static_path = ["static", os.environ["LIVE_STATIC"]]
html_favicon = "static/favicon.svg"
html_css_files = ["site.css", "live/live.css"]
html_js_files = ["site.js", ("live/page.js", {"defer": "defer"})]
# Where the site is published, if it is: for canonical addresses and link previews.
html_baseurl = os.environ.get("SITE_ADDRESS", "")
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_last_updated_fmt = None
html_domain_indices = False
html_use_index = False
html_theme_options = {
    "use_download_button": False,
    "use_fullscreen_button": False,
    "navbar_persistent": [],
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
html_context = {"default_mode": "auto"}
html_extra_path = ["extra"]
templates_path = ["templates"]

copybutton_selector = "div.cell_input div.highlight pre, div.highlight-sh pre, div.highlight-typescript pre"
