"""What stored files say. A job of the worker reads each new file once, in a process of its own with limits on time and
memory (reading_child.py); a file that cannot be read leaves a state and a reason, and harms nothing else.
"""

import json
import logging
import os
import subprocess
import sys

from django.db import transaction
from django.utils.translation import gettext_noop

from governance import history, jobs
from governance.access import system_actor
from governance.choices import FileTextState
from governance.filing import files
from governance.models import Alliance, AttachmentVersion, FileText, StoredFile
from governance.search.sources import source_of
from governance.search.writing import index

logger = logging.getLogger(__name__)

KIND = "file_text"
TITLE = gettext_noop("Les teksten i et vedlegg til søket")  # stored as it is, said in the language of the page
SECONDS, CPU_SECONDS, MEMORY_MIB = 60, 20, 512
READ = {  # content type -> what the child reads it as
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.oasis.opendocument.text": "odt",
    "text/plain": "txt",
    "text/csv": "txt",
}
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")  # no settings, no database address, no keys
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def follow(written: list[tuple]) -> None:
    """Order the reading of the files of new attachments. Called by the history, in the act's own transaction."""
    versions = [pk for model, pk, names in written if model is AttachmentVersion and names is None]
    if versions:
        _order(StoredFile.objects.filter(uses__in=versions))


def _order(rows) -> int:
    unread = rows.filter(read_text__isnull=True, content_type__in=READ).select_related("alliance").distinct()
    ordered = 0
    for stored in unread.order_by("pk"):
        _row, is_new = FileText.objects.get_or_create(file=stored, defaults={"alliance_id": stored.alliance_id})
        ordered += is_new
        if is_new:
            actor = system_actor(stored.alliance)
            jobs.enqueue(actor, kind=KIND, title=TITLE, arguments={"file": str(stored.pk)})
    return ordered


def order_unread() -> int:
    """Order what has not been read, and again what has waited without a job: a chore of the day."""
    total = 0
    for alliance in Alliance.objects.all():
        rows = StoredFile.objects.of(alliance).filter(uses__isnull=False)
        with history.recording(system_actor(alliance), "search.read_files", alliance):
            total += _order(rows)
        for text in FileText.objects.filter(alliance=alliance, state=FileTextState.WAITING).select_related("file"):
            jobs.enqueue(
                system_actor(alliance),
                kind=KIND,
                title=TITLE,
                arguments={"file": str(text.file_id)},
            )
            total += 1
    return total


def read(job, progress) -> str:
    """The work of the job: read the file, keep its text, and make the entries of its attachments anew."""
    stored = StoredFile.objects.filter(alliance=job.alliance, pk=job.arguments["file"]).first()
    if stored is not None:
        keep(stored, **text_of(stored))
    return ""


def keep(stored: StoredFile, *, state: str, text: str = "", pages: int = 0, note: str = "") -> None:
    with transaction.atomic():
        values = {"alliance_id": stored.alliance_id, "state": state, "text": text, "pages": pages, "note": note[:300]}
        FileText.objects.update_or_create(file=stored, defaults=values)
        uses = AttachmentVersion.objects.of(stored.alliance).filter(file=stored)
        index(source_of("file"), list(uses.values_list("pk", flat=True)))


def text_of(stored: StoredFile) -> dict:
    """State, text, pages and note of what the file says."""
    kind = READ.get(stored.content_type)
    if kind is None:
        return {"state": FileTextState.EMPTY, "note": gettext_noop("Denne filtypen har ingen tekst å søke i.")}
    try:
        answer = _ask_child(str(files.path_of(stored)), kind)
    except history.Refused as gone:
        return {"state": FileTextState.FAILED, "note": str(gone)}
    except subprocess.TimeoutExpired:
        return {"state": FileTextState.FAILED, "note": gettext_noop("Det tok for lang tid å lese filen.")}
    if answer is None:
        return {"state": FileTextState.FAILED, "note": gettext_noop("Filen er skadet, for stor eller beskyttet.")}
    text = answer["text"].replace("\x00", "").strip()
    pictures = gettext_noop(
        "Filen har bare bilder, ingen tekst. Last opp en versjon med tekst for å finne den i søket."
    )
    note = "" if text else pictures
    return {"state": FileTextState.DONE if text else FileTextState.EMPTY, **answer, "text": text, "note": note}


def _ask_child(path: str, kind: str) -> dict | None:
    """The child's answer; None where it gave up, was stopped by its limits, or said nothing that makes sense."""
    command = [sys.executable, "-m", "governance.search.reading_child", kind, path, str(CPU_SECONDS), str(MEMORY_MIB)]
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ} | {"PYTHONPATH": ROOT}
    done = subprocess.run(  # noqa: S603
        command, capture_output=True, timeout=SECONDS, cwd=ROOT, env=environment, check=False
    )
    if done.returncode:
        said = done.stderr.decode("ascii", "replace").split() if done.returncode == 1 else []
        logger.info("A file was not read as %s: %s", kind, said[-1][:60] if said else "stopped")
        return None
    return json.loads(done.stdout)
