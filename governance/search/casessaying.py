"""Which cases say something, in the case itself or in its papers, attachments and resolutions: for the register."""

from collections.abc import Collection

from governance.models import AttachmentVersion, CasePaper, Resolution
from governance.search.asking import Narrowing, rows
from governance.search.question import read_question

MOST = 2000  # texts that hold the words and are followed to their cases; the newest
CASE_OF = {"paper": (CasePaper, "item__case"), "file": (AttachmentVersion, "attachment__item__case")}
CASE_OF |= {"resolution": (Resolution, "item__case")}
KINDS = ("case", "caseneutral", *CASE_OF)


def cases_saying(actor, words: str) -> tuple[Collection, bool]:
    """Keys of the cases that hold every word in a text the actor may read, and whether more texts do than are followed:
    of an exempt case those who may not read it find the neutral title alone, as everywhere in the search."""
    question = read_question(words)
    if not question:
        return (), False
    found: dict[str, list] = {}
    hits = rows(actor, question, narrowing=Narrowing(kinds=KINDS), limit=MOST + 1)
    for row in hits[:MOST]:
        found.setdefault(row.kind, []).append(row.object_id)
    keys = {*found.get("case", ()), *found.get("caseneutral", ())}
    for kind, (model, way) in CASE_OF.items():
        if kind in found:
            keys.update(model.objects.visible_to(actor).filter(pk__in=found[kind]).values_list(way, flat=True))
    return keys, len(hits) > MOST
