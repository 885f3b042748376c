"""Pages out of the templates beside this module; what people have typed is text in them, never markup."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def filled(template: str, **facts: object) -> str:
    """The text that the file `template` makes of `facts`."""
    return _TEMPLATES.get_template(template).render(**facts)
