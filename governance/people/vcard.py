"""Contact cards as a file that telephones and mail programs read (vCard 3.0, RFC 2426)."""

from collections.abc import Iterable

CONTENT_TYPE = "text/vcard; charset=utf-8"
WIDTH = 75  # octets of a line


def cards(persons: Iterable) -> str:
    """One card for each person, in one file."""
    return "".join(card(person) for person in persons)


def card(person) -> str:
    """The card of one person; `organisation` is read with her."""
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:{person.pk}",
        f"N:{_text(person.family_name)};{_text(person.given_name)};;;",
        f"FN:{_text(person.name)}",
    ]
    optional = {
        "TITLE": _text(person.title),
        "ORG": _text(str(person.organisation or "")),
        "EMAIL;TYPE=INTERNET": _text(person.email),
        "TEL;TYPE=VOICE": _text(person.phone),
    }
    lines += [f"{name}:{value}" for name, value in optional.items() if value]
    return "".join(_folded(line) for line in (*lines, "END:VCARD"))


def _text(value: str) -> str:
    for sign in ("\\", ";", ","):
        value = value.replace(sign, f"\\{sign}")
    return "\\n".join(value.splitlines())


def _folded(line: str) -> str:
    """Lines over 75 octets go on after a space; a letter of several octets is never cut."""
    parts, part, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > WIDTH:
            parts.append(part)
            part, size = " ", 1
        part, size = part + letter, size + width
    return "\r\n".join([*parts, part]) + "\r\n"
