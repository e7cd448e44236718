"""The rich-text editor's own words, which it has in English only, in the language of the page (editor.js)."""

from django.utils.translation import gettext_lazy as _

# Keys are the editor's texts in lower case.
WORDS = {
    "paragraph": _("Avsnitt"),
    "heading 2": _("Overskrift"),
    "heading 3": _("Mellomtittel"),
    "heading 4": _("Liten tittel"),
    "block style": _("Tekststil"),
    "unordered list": _("Punktliste"),
    "ordered list": _("Nummerert liste"),
    "list properties": _("Nummerering"),
    "blockquote": _("Sitat"),
    "bold": _("Fet"),
    "italic": _("Kursiv"),
    "insert link": _("Sett inn lenke"),
    "edit link": _("Endre lenke"),
    "remove link": _("Fjern lenke"),
    "insert table": _("Sett inn tabell"),
    "table properties": _("Tabell"),
    "add column": _("Ny kolonne"),
    "delete column": _("Slett kolonne"),
    "add row": _("Ny rad"),
    "delete row": _("Slett rad"),
    "merge cells": _("Slå sammen celler"),
    "split cell": _("Del celle"),
    "toggle header cell": _("Overskriftscelle av eller på"),
    "delete table": _("Slett tabell"),
    "undo": _("Angre"),
    "redo": _("Gjør om"),
    "rows": _("Rader"),
    "columns": _("Kolonner"),
    "include header row": _("Med overskriftsrad"),
    "yes": _("Ja"),
    "no": _("Nei"),
    "url": _("Adresse"),
    "title": _("Tittel"),
    "update": _("Lagre"),
    "insert": _("Sett inn"),
    "cancel": _("Avbryt"),
    "list type": _("Type nummerering"),
    "bullets": _("Punkter"),
    "start at": _("Begynn på"),
    "decimal numbers": _("Tall"),
    "lowercase letters": _("Små bokstaver"),
    "uppercase letters": _("Store bokstaver"),
    "lowercase roman numerals": _("Små romertall"),
    "uppercase roman numerals": _("Store romertall"),
}


def editor_words() -> dict[str, str]:
    """The words in the language that is active now."""
    return {key: str(word) for key, word in WORDS.items()}
