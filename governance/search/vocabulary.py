"""The words of an alliance, for spelling and for words inside longer ones. Remembered by each process and topped up.

"helsesamarbeid" also means "kommunehelsesamarbeidet"; "kommnehelsesamarbeidet" is two slips from it. What is made of
the words is always asked of the index as the actor sees it before anything is shown.
"""

from dataclasses import dataclass, field
from threading import Lock

from governance.models import SearchWord
from governance.search.question import Group, Question
from governance.search.words import fold

OVERLAP = 50  # keys may be committed out of order: the last ones are read again
SHORTEST_INSIDE = 6
SHORTEST_SIMILAR = 5
MAX_WAYS = 40
MAX_KEPT = 16  # alliances remembered by one process


@dataclass
class Vocabulary:
    """Words and stems side by side, and all stems in one string in which a part is found at once."""

    words: list[str] = field(default_factory=list)
    stems: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    last: int = 0
    last_word: str = ""
    joined: str = "\n"
    folded: list[str] = field(default_factory=list)

    def add(self, rows) -> None:
        fresh = []
        for pk, word, stem in rows:
            if pk > self.last:
                self.last, self.last_word = pk, word
            if word not in self.known:
                self.known.add(word)
                self.words.append(word)
                self.folded.append(fold(word))
                self.stems.append(stem)
                fresh.append(stem)
        if fresh:
            self.joined += "\n".join(fresh) + "\n"

    def around(self, part: str) -> list[str]:
        """Stems that hold the part within them, shortest first."""
        found, at = set(), self.joined.find(part)
        while at >= 0 and len(found) < MAX_WAYS * 5:
            start, end = self.joined.rfind("\n", 0, at) + 1, self.joined.find("\n", at)
            found.add(self.joined[start:end])
            at = self.joined.find(part, end)
        return sorted(found - {part}, key=lambda stem: (len(stem), stem))[:MAX_WAYS]

    def similar(self, word: str, limit: int = 8) -> list[tuple[str, str]]:
        """(word, stem) of what is spelled nearly the same, nearest first."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA, DamerauLevenshtein

        word = fold(word)
        slips = slips_in(word)
        if not slips:
            return []
        found = process.extract(word, self.folded, scorer=OSA.distance, score_cutoff=slips, limit=limit * 3)
        found = sorted(found, key=lambda each: (each[1], DamerauLevenshtein.distance(word, each[0]), each[0]))
        return [(self.words[place], self.stems[place]) for text, _distance, place in found if text != word][:limit]


def slips_in(word: str) -> int:
    """How many letters may be wrong in a word of this length."""
    return 0 if len(word) < SHORTEST_SIMILAR else 1 if len(word) < 8 else 2


_kept: dict[int, Vocabulary] = {}
_lock = Lock()


def vocabulary_of(alliance) -> Vocabulary:
    """The words of the alliance, with those that came since it was last asked for."""
    with _lock:
        kept = _kept.pop(alliance.pk, None) or Vocabulary()
        words = SearchWord.objects.filter(alliance=alliance).order_by("pk").values_list("pk", "word", "stem")
        fresh = list(words.filter(pk__gt=kept.last - OVERLAP))
        if kept.last and not any((pk, word) == (kept.last, kept.last_word) for pk, word, _stem in fresh):
            kept, fresh = Vocabulary(), list(words)  # the last one known is gone: a rebuild, or another database
        kept.add(fresh)
        _kept[alliance.pk] = kept
        while len(_kept) > MAX_KEPT:
            _kept.pop(next(iter(_kept)))
        return kept


def forget(alliance=None) -> None:
    """Read the words anew when they are next asked for: after a rebuild, which may have taken some away."""
    with _lock:
        _kept.clear() if alliance is None else _kept.pop(alliance.pk, None)


def widened(alliance, question: Question) -> Question:
    """The question with each word also inside longer words, and as it is nearly spelled; the same where nothing is
    added. Phrases stay as they are."""
    words = vocabulary_of(alliance)
    groups = tuple(_widened(words, group) for group in question.groups)
    return Question(question.text, groups)


def _widened(words: Vocabulary, group: Group) -> Group:
    if len(group.ways[0]) > 1:
        return group
    part = group.ways[0][0]
    more = words.around(part) if len(part) >= SHORTEST_INSIDE else []
    more += [stem for _word, stem in words.similar(group.word)]
    ways = dict.fromkeys((*group.ways, *((stem,) for stem in more)))
    return Group(group.word, tuple(ways)[: MAX_WAYS + len(group.ways)])


def corrections(alliance, question: Question):
    """Questions with one word spelled as the alliance spells it, the likeliest first: what a person may have meant."""
    words = vocabulary_of(alliance)
    for group in question.groups:
        if len(group.ways[0]) > 1 or len(group.ways) > 1:
            continue
        for word, stem in words.similar(group.word):
            if (stem,) not in group.ways:
                new = Group(word, ((stem,),))
                groups = tuple(new if each is group else each for each in question.groups)
                yield Question(question.text.replace(group.word, word), groups)
