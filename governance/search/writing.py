"""Keeps the index true: inside the act that wrote the rows, and for all rows by `manage.py rebuild_search`.

The entries are held before their sources are read, so of two who write at once the later one reads what the earlier
stored. Only what differs is written.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from itertools import islice

from governance.composed import composed
from governance.models import Alliance, SearchEntry
from governance.search.keys import key_of
from governance.search.readers import KNOWN, PUBLIC, body_term, classes_of, title_term
from governance.search.sources import Source, Text, source_of, sources, watched
from governance.search.storing import differs, drop, insert, keep_words, stays, store, store_scope, taken_over
from governance.search.words import MAX_TEXT, terms_of, words_of

BATCH = 200
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
    rewritten, reopened, same = {}, {}, {}
    for source in sources():
        texts, scopes, asked = _concerned(source, changes)
        rewritten[source.kind], reopened[source.kind] = texts, scopes - texts
        same[source.kind] = texts - asked
    _make(rewritten, same)
    for part in _batches(reopened):
        _reopen(part)


def _concerned(source: Source, changes: dict[tuple, set]) -> tuple[set, set, set]:
    """Keys of the source's rows whose texts are made anew, whose readers are asked for again, and of the former those
    whose readers may be others than before."""
    rewritten, reopened, asked = set(), set(), set()
    if not any(model is source.model or model in source.follows for model, _names in changes):
        return rewritten, reopened, asked
    for (model, names), pks in changes.items():
        rows, says = source.concerned(model, pks, names)
        if rows is None:
            continue
        found = set(pks) if model is source.model else set(rows.values_list("pk", flat=True))
        (rewritten if says else reopened).update(found)
        if source.changes_readers(model, names):
            asked.update(found)
    return rewritten, reopened, asked


def index(source: Source, pks: Iterable) -> int:
    """Make the entries of these rows as they should be now; returns how many were written or taken away."""
    return _make({source.kind: pks}, {})


def _make(asked: dict[str, Iterable], same_readers: dict[str, Set]) -> int:
    """Make entries of many kinds: kind -> keys. `same_readers`: those whose readers are known to be what their entry
    says."""
    return sum(_write(part, same_readers) for part in _batches(asked))


def _batches(asked: dict[str, Iterable]) -> Iterator[dict[str, list]]:
    """Portions of at most BATCH keys, kinds together: what one act concerns is most often a few rows of several."""
    pairs = ((kind, pk) for kind, pks in asked.items() for pk in pks)
    while portion := list(islice(pairs, BATCH)):
        part: dict[str, list] = defaultdict(list)
        for kind, pk in portion:
            part[kind].append(pk)
        yield part


def _held(part: dict[str, list], *, only_open: bool = False) -> list[SearchEntry]:
    """The entries of these rows, all in one order, so that two who write at once wait in turn."""
    keys = [pk for pks in part.values() for pk in pks]
    return [
        entry for entry in _entries_of(list(part), keys, only_open=only_open) if entry.object_id in part[entry.kind]
    ]


@composed()
def _entries_of(kinds, rows, *, only_open: bool):
    held = SearchEntry.objects.filter(kind__in=kinds, object_id__in=rows).order_by("pk").select_for_update()
    return held.defer("text", "terms", "title_terms") if only_open else held


def _write(part: dict[str, list], same_readers: dict[str, Set]) -> int:
    entries = {(entry.kind, entry.object_id): entry for entry in _held(part)}
    alliances = Alliances()
    wanted, texts = {}, []
    for kind, pks in part.items():
        source, same = source_of(kind), same_readers.get(kind, frozenset())
        made = list(source.told(pks))
        known = {pk: _readers_said(entries[kind, pk]) for pk in pks if pk in same and (kind, pk) in entries}
        wanted |= {(kind, entry.object_id): entry for entry in _entries(source, made, known, alliances)}
        texts += [(text, entries.get((kind, text.object_id))) for text in made]
    new_words = _new_words(texts)  # before the entries are overwritten
    gone = {key for key, entry in entries.items() if key not in wanted or not stays(entry, wanted[key])}
    drop([entries[key] for key in gone])
    staying = wanted.keys() & entries.keys() - gone
    changed = [taken_over(entries[key], wanted[key]) for key in staying if differs(entries[key], wanted[key])]
    store(changed)
    fresh = [new for key, new in wanted.items() if key not in staying]
    insert(fresh)
    keep_words(new_words)
    return len(gone) + len(changed) + len(fresh)


class Alliances(dict):
    """Key -> alliance, read when it is first asked for."""

    def __missing__(self, key):
        self[key] = Alliance.objects.get(pk=key)
        return self[key]


def _entries(source: Source, texts: list[Text], known: dict, alliances: Alliances) -> list[SearchEntry]:
    asked = {text.object_id: text.alliance_id for text in texts if text.object_id not in known}
    readers = known | _readers(source.kind, asked, alliances)
    return [_entry(source, text, readers.get(text.object_id, ())) for text in texts]


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


def _readers(kind: str, alliance_of: dict, alliances: Alliances) -> dict:
    """Key -> the terms of the classes of readers that see the row."""
    found: dict = {}
    for alliance_id in set(alliance_of.values()):
        pks = [pk for pk, owner in alliance_of.items() if owner == alliance_id]
        found |= classes_of(kind, alliances[alliance_id], pks)
    return found


def _readers_said(entry: SearchEntry) -> list[str]:
    return [term for term in entry.scope.split() if term in (PUBLIC, KNOWN)]


def _reopen(part: dict[str, list]) -> None:
    """Say anew who reads the rows; the rest of the scope stands."""
    alliances, changed = Alliances(), []
    held = _held(part, only_open=True)
    for kind in part:
        entries = [entry for entry in held if entry.kind == kind]
        readers = _readers(kind, {entry.object_id: entry.alliance_id for entry in entries}, alliances)
        for entry in entries:
            kept = [term for term in entry.scope.split() if term not in (PUBLIC, KNOWN)]
            scope = " ".join([*kept, *sorted(readers.get(entry.object_id, ()))])
            if entry.scope != scope:
                entry.scope = scope
                changed.append(entry)
    store_scope(changed)


def _new_words(texts: list[tuple[Text, SearchEntry | None]]) -> dict[int, set[str]]:
    """Alliance -> the words of its texts. What an entry said already, was added when it was written."""
    words: dict[int, set[str]] = defaultdict(set)
    for text, entry in texts:
        said = words_of(f"{entry.title} {entry.text}") if entry else set()
        words[text.alliance_id] |= words_of(f"{text.title} {text.text}") - said
    return words
