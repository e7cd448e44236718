"""Keeps the index true: inside the act that wrote the rows, and for all rows by `manage.py rebuild_search`.

The entries are held before their sources are read, so of two who write at once the later one reads what the earlier
stored. Only what differs is written.
"""

from collections import defaultdict
from collections.abc import Iterable, Set

from governance.composed import composed
from governance.models import Alliance, SearchEntry, SearchWord
from governance.search.keys import key_of, next_key, same_day
from governance.search.readers import KNOWN, PUBLIC, body_term, classes_of, title_term
from governance.search.sources import Source, Text, sources, watched
from governance.search.words import MAX_TEXT, stem, terms_of, words_of

BATCH = 200
COLUMNS = ("body_id", "year", "title", "text", "title_terms", "terms", "scope")
END = "þend"  # between title and text, which PostgreSQL puts side by side: no phrase spans them


def scope_terms(text: Text, kind: str, readers: Iterable[str]) -> str:
    """Terms that no text can hold: a folded word has no þ."""
    bodies = {text.body_id, *text.bodies} - {None}
    terms = [f"þa{text.alliance_id}", f"þk{kind}", *sorted(map(body_term, bodies))]
    terms += [f"þy{text.year}"] if text.year else []
    titles = sorted({title_term(term) for term in terms_of(text.title[:500]).split()})
    return " ".join([*terms, *titles, *sorted(readers)])


def follow(written: list[tuple]) -> None:
    """Make anew what the rows of one act concern. Called by the history, in the act's own transaction."""
    models = watched()
    changes: dict[tuple, set] = defaultdict(set)
    for model, pk, names in written:
        if model in models:
            changes[model, None if names is None else frozenset(names)].add(pk)
    if not changes:
        return
    for source in sources():
        _follow(source, changes)


def _follow(source: Source, changes: dict[tuple, set]) -> None:
    if not any(model is source.model or model in source.follows for model, _names in changes):
        return
    rewritten, reopened, asked = set(), set(), set()
    for (model, names), pks in changes.items():
        rows, says = source.concerned(model, pks, names)
        if rows is None:
            continue
        found = set(pks) if model is source.model else set(rows.values_list("pk", flat=True))
        (rewritten if says else reopened).update(found)
        if source.changes_readers(model, names):
            asked.update(found)
    index(source, rewritten, same_readers=rewritten - asked)
    index(source, reopened - rewritten, only_open=True)


def index(source: Source, pks: Iterable, *, only_open: bool = False, same_readers: Set = frozenset()) -> int:
    """Make the entries of these rows as they should be now; returns how many were written or taken away.

    `same_readers`: those whose readers are known to be what their entry says.
    """
    pks = list(pks)
    return sum(_index(source, pks[at : at + BATCH], only_open, same_readers) for at in range(0, len(pks), BATCH))


def _index(source: Source, pks: list, only_open: bool, same_readers: Set) -> int:
    entries = {entry.object_id: entry for entry in _held(source.kind, pks, only_open=only_open)}
    if only_open:
        return _reopen(source, entries)
    texts = list(source.told(pks))
    said = {pk: words_of(f"{entry.title} {entry.text}") for pk, entry in entries.items()}
    readers = {pk: _readers_said(entry) for pk, entry in entries.items() if pk in same_readers}
    wanted = _entries(source, texts, readers)
    gone = [entry.pk for pk, entry in entries.items() if pk not in wanted or not _stays(entry, wanted[pk])]
    if gone:
        SearchEntry.objects.filter(pk__in=gone).delete()
    changed = [
        _taken_over(entries[pk], new) for pk, new in wanted.items() if pk in entries and _differs(entries[pk], new)
    ]
    changed = [entry for entry in changed if entry.pk not in set(gone)]
    if changed:
        _store(changed)
    fresh = [new for pk, new in wanted.items() if pk not in entries or entries[pk].pk in set(gone)]
    _insert(fresh)
    _keep_words(texts, said)
    return len(gone) + len(changed) + len(fresh)


@composed()
def _held(kind, rows, *, only_open: bool):
    held = SearchEntry.objects.filter(kind=kind, object_id__in=rows).order_by("pk").select_for_update()
    return held.defer("text", "terms", "title_terms") if only_open else held


def _store(changed: list[SearchEntry]) -> None:
    """One row is the common case, and a plain UPDATE costs a third of one that can tell rows apart."""
    if len(changed) == 1:
        values = {name: getattr(changed[0], name) for name in COLUMNS}
        SearchEntry.objects.filter(pk=changed[0].pk).update(**values)
    else:
        # Django's bulk_update tells rows apart with a condition for each cell, which takes five times as long.
        SearchEntry.objects.bulk_create(changed, update_conflicts=True, unique_fields=["id"], update_fields=COLUMNS)


def _entries(source: Source, texts: list[Text], known: dict) -> dict:
    asked = {text.object_id: text.alliance_id for text in texts if text.object_id not in known}
    readers = known | _readers(source, asked)
    return {text.object_id: _entry(source, text, readers.get(text.object_id, ())) for text in texts}


def _entry(source: Source, text: Text, readers: Iterable[str]) -> SearchEntry:
    content = text.text[:MAX_TEXT].replace("\x00", "")
    title = text.title[:500]
    return SearchEntry(
        id=key_of(source.kind, text.object_id, text.day),
        alliance_id=text.alliance_id,
        kind=source.kind,
        object_id=text.object_id,
        body_id=text.body_id,
        year=text.year,
        title=title,
        text=content,
        title_terms=f"{terms_of(title)} {END}",
        terms=terms_of(content),
        scope=scope_terms(text, source.kind, readers),
    )


def _readers(source: Source, alliance_of: dict) -> dict:
    """Key -> the terms of the classes of readers that see the row."""
    found: dict = {}
    for alliance in Alliance.objects.filter(pk__in=set(alliance_of.values())) if alliance_of else ():
        found |= classes_of(source, alliance, [pk for pk, owner in alliance_of.items() if owner == alliance.pk])
    return found


def _readers_said(entry: SearchEntry) -> list[str]:
    return [term for term in entry.scope.split() if term in (PUBLIC, KNOWN)]


def _reopen(source: Source, entries: dict) -> int:
    """Say anew who reads the rows; the rest of the scope stands."""
    readers = _readers(source, {pk: entry.alliance_id for pk, entry in entries.items()})
    changed = []
    for pk, entry in entries.items():
        kept = [term for term in entry.scope.split() if term not in (PUBLIC, KNOWN)]
        scope = " ".join([*kept, *sorted(readers.get(pk, ()))])
        if entry.scope != scope:
            entry.scope = scope
            changed.append(entry)
    if changed:
        SearchEntry.objects.bulk_update(changed, ["scope"], batch_size=100)
    return len(changed)


def _stays(entry: SearchEntry, new: SearchEntry) -> bool:
    """Whether the text may keep its key: its day is the same."""
    return same_day(entry.pk, new.pk)


def _differs(entry: SearchEntry, new: SearchEntry) -> bool:
    return any(getattr(entry, name) != getattr(new, name) for name in COLUMNS)


def _taken_over(entry: SearchEntry, new: SearchEntry) -> SearchEntry:
    for name in COLUMNS:
        setattr(entry, name, getattr(new, name))
    return entry


def _insert(fresh: list[SearchEntry]) -> None:
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
            _taken_over(known[key], entry) for entry in passed_over if (key := (entry.kind, entry.object_id)) in known
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


def _keep_words(texts: list[Text], said: dict) -> None:
    """Add the words that the alliance had not met before. In order, so that two who add the same wait in turn.

    What an entry said already, was added when it was written.
    """
    for alliance_id in {text.alliance_id for text in texts}:
        words = set()
        for text in texts:
            if text.alliance_id == alliance_id:
                words |= words_of(f"{text.title} {text.text}") - said.get(text.object_id, set())
        known, listed = set(), sorted(words)
        for at in range(0, len(listed), 500):
            rows = SearchWord.objects.filter(alliance_id=alliance_id, word__in=listed[at : at + 500])
            known |= set(rows.values_list("word", flat=True))
        new = [SearchWord(alliance_id=alliance_id, word=word, stem=stem(word)) for word in listed if word not in known]
        SearchWord.objects.bulk_create(new, batch_size=300, ignore_conflicts=True)
