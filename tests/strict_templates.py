"""The gate on template typos: an unknown variable in one of our templates fails the test that renders it.

Django asks `string_if_invalid` what to print for an unknown variable. Ours looks at who asks: a template of
this project gets an error, a library's template gets Django's usual empty text. `{% if x %}`, `{% for %}` and
`{{ x|default:"-" }}` may name what is missing, as in plain Django.
"""

import sys
from pathlib import Path

from django.template.base import FilterExpression, Node
from django.template.defaultfilters import default, default_if_none

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
FORGIVING_FILTERS = {default, default_if_none}
ASKING_FUNCTIONS = {"resolve", "render_value"}  # of a {{ variable }} and of {% blocktranslate %}


class UndefinedTemplateVariable(AssertionError):
    """A template of this project prints a variable that its context does not hold."""


class UndefinedVariable(str):
    """The empty text Django prints for an unknown variable, which first checks whose template it is in."""

    __slots__ = ()

    def __bool__(self):
        _check(sys._getframe(1))
        return False

    def __contains__(self, part):
        _check(sys._getframe(1))  # {% blocktranslate %} asks this way
        return False


def _check(frame):
    """Raise if the asking template is ours; `frame` is the caller, which may be Django's template engine."""
    if frame.f_code.co_name not in ASKING_FUNCTIONS:
        return
    asking = frame.f_locals.get("self")
    if isinstance(asking, FilterExpression) and any(func in FORGIVING_FILTERS for func, _ in asking.filters):
        return
    node = _asking_node(frame)
    if node is None or not Path(node.origin.name).is_relative_to(TEMPLATES):
        return
    name = asking.var if isinstance(asking, FilterExpression) else frame.f_locals.get("key")
    raise UndefinedTemplateVariable(f'{node.origin.name} line {node.token.lineno}: "{name}" is not in the context')


def _asking_node(frame):
    """The template node being rendered in `frame` or the nearest frame around it, or None outside a template."""
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return node
        frame = frame.f_back
    return None
