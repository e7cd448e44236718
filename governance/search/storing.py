"""Stores the entries of the search: those that differ, at keys that are free, and the words they brought."""

from governance.models import SearchEntry, SearchWord
from governance.search.keys import next_key, same_day
from governance.search.words import stem
from governance.statements import update_row

COLUMNS = ("body_id", "year", "title", "text", "title_terms", "terms", "scope")


def drop(entries: list[SearchEntry]) -> None:
    if entries:
        SearchEntry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()


def store_scope(changed: list[SearchEntry]) -> None:
    """Who reads is most often asked for again of many rows at once."""
    if changed:
        SearchEntry.objects.bulk_update(changed, ["scope"], batch_size=100)


def store(changed: list[SearchEntry]) -> None:
    """One row is the common case, and a plain UPDATE costs a third of one that can tell rows apart."""
    if len(changed) == 1:
        update_row(SearchEntry, {name: getattr(changed[0], name) for name in COLUMNS}, pk=changed[0].pk)
    elif changed:
        # Django's bulk_update tells rows apart with a condition for each cell, which takes five times as long.
        SearchEntry.objects.bulk_create(changed, update_conflicts=True, unique_fields=["id"], update_fields=COLUMNS)


def stays(entry: SearchEntry, new: SearchEntry) -> bool:
    """Whether the text may keep its key: its day is the same."""
    return same_day(entry.pk, new.pk)


def differs(entry: SearchEntry, new: SearchEntry) -> bool:
    return any(getattr(entry, name) != getattr(new, name) for name in COLUMNS)


def taken_over(entry: SearchEntry, new: SearchEntry) -> SearchEntry:
    for name in COLUMNS:
        setattr(entry, name, getattr(new, name))
    return entry


def insert(fresh: list[SearchEntry]) -> None:
    """Store new entries, each at the first free key of its day. Others may take a key at the same moment, or store the
    same entry: what was passed over is looked at again."""
    while fresh:
        _take_free_keys(fresh)
        SearchEntry.objects.bulk_create(fresh, batch_size=100, ignore_conflicts=True)
        stored = SearchEntry.objects.filter(pk__in=[entry.pk for entry in fresh]).values_list("pk", "kind", "object_id")
        stored = {pk: (kind, object_id) for pk, kind, object_id in stored}
        passed_over = [entry for entry in fresh if stored.get(entry.pk) != (entry.kind, entry.object_id)]
        known = {}
        if passed_over:
            rows = SearchEntry.objects.filter(object_id__in=[entry.object_id for entry in passed_over])
            known = {(row.kind, row.object_id): row for row in rows.select_for_update()}
        others = [
            taken_over(known[key], entry) for entry in passed_over if (key := (entry.kind, entry.object_id)) in known
        ]
        if others:
            SearchEntry.objects.bulk_update(others, COLUMNS)
        fresh = [entry for entry in passed_over if (entry.kind, entry.object_id) not in known]


def _take_free_keys(fresh: list[SearchEntry]) -> None:
    taken: set[int] = set()
    waiting = fresh
    while waiting:
        keys = [entry.pk for entry in waiting]
        taken |= set(SearchEntry.objects.filter(pk__in=keys).values_list("pk", flat=True))
        again = []
        for entry in waiting:
            if entry.pk in taken:
                entry.pk = next_key(entry.pk)
                again.append(entry)
            else:
                taken.add(entry.pk)
        waiting = again


def keep_words(words: dict[int, set[str]]) -> None:
    """Add those that the alliance had not met before. In order, so that two who add the same wait in turn."""
    for alliance_id, said in words.items():
        known, listed = set(), sorted(said)
        for at in range(0, len(listed), 500):
            rows = SearchWord.objects.filter(alliance_id=alliance_id, word__in=listed[at : at + 500])
            known |= set(rows.values_list("word", flat=True))
        new = [SearchWord(alliance_id=alliance_id, word=word, stem=stem(word)) for word in listed if word not in known]
        SearchWord.objects.bulk_create(new, batch_size=300, ignore_conflicts=True)
