"""Addresses of the table's lines, with their sample objects in them."""

from django.urls import NoReverseMatch, reverse

from tests.access.table import TABLE


def address(land, line) -> str:
    """The line's address with its sample. Addresses of the whole house have no alliance in them."""
    kwargs = land.kwargs(line.of)
    if line.cooperation:
        kwargs["cooperation"] = line.cooperation
    try:
        return reverse(line.name, kwargs=kwargs)
    except NoReverseMatch:
        return reverse(line.name, kwargs={name: value for name, value in kwargs.items() if name != "alliance"})


def starts(land, role: str) -> list[str]:
    """My page, and every page of the table that the role may read, so that no page is missed for want of a link."""
    readable = [line for line in TABLE if line.get and role in line.get and line.name != "set_language"]
    return ["/vestregionen/", *(address(land, line) for line in readable)]
