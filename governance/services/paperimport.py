"""A case paper from Word: kept and looked at first, then stored in the draft as one change."""

from uuid import UUID

from django.utils.translation import gettext as _

from governance import history
from governance.access import require
from governance.filing import files
from governance.filing.filetypes import TYPES
from governance.importing.wordtext import WordText, read_word
from governance.models import CasePaper, StoredFile
from governance.paperparts import texts_of
from governance.paperword import pieces_of, texts_for
from governance.richtext import plain_text
from governance.services import papers


def keep_word(actor, paper: CasePaper, data: bytes, *, at=None) -> StoredFile:
    """Keep what was uploaded, so that it can be looked at and confirmed without being sent again. What no row uses is
    put away after a day."""
    require(actor, "paper.edit", paper)
    with history.recording(actor, "paper.upload_word", paper.item, at=at):
        return files.store(actor.alliance, data, content_type=TYPES["docx"])


def find_word(actor, paper: CasePaper, sha256: str, file_name: str) -> WordText:
    """What was kept, read again. Raises Refused when it is gone, UnreadableFile when it is no Word document."""
    require(actor, "paper.edit", paper)
    stored = StoredFile.objects.of(actor.alliance).filter(sha256=sha256).first()
    if stored is None:
        raise files.FileGone
    return read_word(files.path_of(stored).read_bytes(), file_name, stored.size)


def texts_from(
    paper: CasePaper, text: WordText, *, places: list[str], keeps_text: bool = False, base_version: int | None
) -> dict[str, str]:
    """Part -> what the draft is to hold when the pieces are put in their parts. With `keeps_text` below what stood
    there in `base_version`, which is what whoever chose it has seen; else in its place."""
    texts = texts_for(pieces_of(text), places)
    if not keeps_text:
        return texts
    seen = CasePaper.history.filter(id=paper.pk, version=base_version).order_by("-history_date").first()
    stood = texts_of(seen or paper)
    return {part: stood[part] + html for part, html in texts.items()}


def take_word(
    actor, paper: CasePaper, texts: dict[str, str], *, file_name: str, base_version: int | None, at=None
) -> UUID:
    """Store what `texts_from` made in the draft, as one change; returns its key. Merged with what others saved since
    `base_version`; raises Clash, or Refused when nothing is placed."""
    if not texts:
        raise history.Refused(_("Ingenting er valgt. Velg en del av saksframlegget for minst ett stykke."))
    reason = _("Hentet fra Word: {file}").format(file=file_name)
    with history.recording(actor, "paper.edit", paper.item, reason=reason, at=at) as change:
        papers.edit_paper(actor, paper, base_version=base_version, at=at, **texts)
        return change.id


def replaced_parts(paper: CasePaper) -> dict[str, int]:
    """Part -> how many words stand in it now, of those that are written."""
    return {part: len(plain_text(text).split()) for part, text in texts_of(paper).items() if text}
