"""Makes the whole index anew, a batch at a time and each in a transaction of its own: it may be stopped and started
again at any time, and people may write meanwhile."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from governance.models import Alliance, SearchEntry, SearchWord
from governance.search.sources import Source, source_of, sources
from governance.search.vocabulary import forget
from governance.search.words import words_of
from governance.search.writing import BATCH, index

FIRST = UUID(int=0)


def rebuild(
    alliance: Alliance, *, kinds: list[str] | None = None, after: UUID = FIRST, tell: Callable = lambda *_: None
) -> int:
    """Make the entries of an alliance's rows as they should be; returns how many were written or taken away.

    `tell(kind, last key)` is called after each batch: with that kind and key as `kinds[0]` and `after`, the work goes
    on from there.
    """
    changed = 0
    for source in map(source_of, kinds) if kinds else sources():
        changed += _rebuild(source, alliance, after, tell)
        after = FIRST
    if not kinds:
        changed += _drop_strays(alliance)
        _drop_words(alliance)
    return changed


def _rebuild(source: Source, alliance, after: UUID, tell) -> int:
    changed = 0
    rows = source.model._base_manager.filter(alliance=alliance).order_by("pk")
    while pks := list(rows.filter(pk__gt=after).values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            changed += index(source, pks)
        after = pks[-1]
        tell(source.kind, after)
    return changed


def _drop_strays(alliance) -> int:
    """Take away entries whose row is gone from its table, or whose kind nobody registers any more."""
    known, gone = [], 0
    for source in sources():
        known.append(source.kind)
        rows = source.model._base_manager.filter(alliance=alliance)
        strays = SearchEntry.objects.filter(alliance=alliance, kind=source.kind).exclude(
            object_id__in=rows.values("pk")
        )
        gone += strays.delete()[0]
    return gone + SearchEntry.objects.filter(alliance=alliance).exclude(kind__in=known).delete()[0]


def _drop_words(alliance) -> None:
    """Take away words that stand in no text any more: a name that was erased is suggested to nobody."""
    words: set[str] = set()
    texts = SearchEntry.objects.filter(alliance=alliance).values_list("title", "text")
    for title, text in texts.iterator(chunk_size=BATCH):
        words |= words_of(f"{title} {text}")
    listed = SearchWord.objects.filter(alliance=alliance).values_list("pk", "word")
    gone = [pk for pk, word in listed.iterator(chunk_size=2000) if word not in words]
    for at in range(0, len(gone), 500):
        SearchWord.objects.filter(pk__in=gone[at : at + 500]).delete()
    forget(alliance)


def complete() -> int:
    """Index what has no entry yet, as after an upgrade or a restored backup: a chore of the day. Returns how many."""
    return sum(_complete(source, alliance) for alliance in Alliance.objects.all() for source in sources())


def _complete(source: Source, alliance) -> int:
    done = 0
    entries = SearchEntry.objects.filter(alliance=alliance, kind=source.kind)
    rows = source.model._base_manager.filter(alliance=alliance, removed_at__isnull=True)
    rows = rows.exclude(pk__in=entries.values("object_id")).order_by("pk")
    pks = list(rows.values_list("pk", flat=True))
    for at in range(0, len(pks), BATCH):
        with transaction.atomic():
            done += index(source, pks[at : at + BATCH])
    return done
