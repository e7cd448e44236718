"""Text as people save it becomes text."""

from governance.importing.rows import Problem
from governance.importing.safety import CONTROL, WANTED, WEB_PAGE, UnreadableFile
from governance.wording import gettext as _


def decode(data: bytes, *, wanted: str = WANTED) -> tuple[str, list[Problem]]:
    """The text of a file in UTF-8, UTF-16 or Windows-1252, and what was odd about it. `wanted` says which
    kinds are taken there. Raises UnreadableFile."""
    notes = []
    try:
        wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        message = _("Filen er lagret på en eldre måte. Se etter at æ, ø og å er riktige i teksten.")
        notes.append(Problem(1, "warning", "encoding", message, "", _("linje {number}").format(number=1)))
    if CONTROL.search(text):
        raise UnreadableFile(_("Filen er ikke ren tekst. {wanted}").format(wanted=_(wanted)))
    if WEB_PAGE.match(text):
        raise UnreadableFile(_("Filen er en nettside eller XML, ikke ren tekst. {wanted}").format(wanted=_(wanted)))
    return text, notes
