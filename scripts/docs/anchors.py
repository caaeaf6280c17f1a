"""The anchors of headings."""
import re


def slug(heading: str) -> str:
    """As GitHub and TypeDoc make them: lower case, hyphens for spaces, no punctuation."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", heading.strip().lower()))
