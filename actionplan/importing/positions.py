"""Posts in the text on organisation: who leads, in how large a post, and who is paid by the hour."""

import re
from decimal import Decimal

from actionplan.importing.parsed import ParsedPosition
from actionplan.importing.sentences import Text, each_sentence

_STEMS = (
    "leder|leiar|koordinator|medarbeider|medarbeidar|konsulent|rådgiver|rådgjevar|sekretær|dirigent|instruktør|lærer"
    "|musiker|saksbehandler|direktør|sjef|kurator|produsent"
)
# Inflected forms ("koordinators lønn") are not posts; the plural counts only for people paid by the hour.
_ROLE = re.compile(rf"\b(?:daglig\s+leder|dagleg\s+leiar|\w*(?:{_STEMS}))\b", re.IGNORECASE)
_HOURLY = re.compile(
    rf"\btime(?:basert|engasjert|lønnet|lønna|betalt)\w*\s+(?P<who>\w*(?:{_STEMS}|musikar|lærar)\w*"
    rf"(?:(?:,|\s+og)\s+\w*(?:{_STEMS}|musikar|lærar)\w*)*)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?P<percent>\d{1,3}(?:,\d{1,2})?)\s*(?:%|prosent)\s*-?\s*(?P<post>stilling\w*)?", re.IGNORECASE)
_FULL_TIME = re.compile(r"\b(?:heltids?\w*|fulltids?\w*|full\s+stilling|hel\s+stilling)\b", re.IGNORECASE)
_HALF = re.compile(r"\bhalv(?:\s+stilling|tids?\w*)\b", re.IGNORECASE)
_LEADS = re.compile(
    r"\b(?:ledes|leiast|koordineres|ivaretas|styres)\b|\b(?:vil|skal)\s+(?:lede|koordinere)\b"
    r"|\bleder\s+(?:arbeid|innsats|prosjekt|områd)|\bkoordinerer\b|\bhar\s+ansvar",
    re.IGNORECASE,
)
_STANDALONE = {"leder", "leiar", "sjef", "lærer", "musiker"}  # also verbs or people in general
_CHAIR = re.compile(r"\b(?:organisasjon|utdanning|skole|barnehage|ordfører)\w*$", re.IGNORECASE)


def find_positions(organisation: list[Text], resources: list[Text] = ()) -> list[ParsedPosition]:
    """The posts a section names, in reading order, each once. In the text on resources only posts with a size count."""
    found: list[ParsedPosition] = []
    for paragraph, sentence in each_sentence(organisation):
        found += _in_sentence(sentence, paragraph.number)
    for paragraph, sentence in each_sentence(resources):
        found += [post for post in _in_sentence(sentence, paragraph.number) if post.percent is not None]
    unique: dict[tuple, ParsedPosition] = {}
    for post in found:
        unique.setdefault((post.title.casefold(), post.percent, post.hourly), post)
    return list(unique.values())


def _in_sentence(sentence: str, row: int) -> list[ParsedPosition]:
    hourly = list(_HOURLY.finditer(sentence))
    sizes = _sizes(sentence)
    roles = [role for role in _roles(sentence) if not any(h.start() <= role.start() < h.end() for h in hourly)]
    owners = {_owner(size, roles): size[1] for size in sizes}
    posts: list[tuple[int, ParsedPosition]] = []
    leads = bool(_LEADS.search(sentence))
    for index, role in enumerate(roles):
        percent = owners.get(index)
        if percent is None and not _is_post(sentence, role):
            continue
        posts.append((role.start(), _post(role.group(), percent, sentence, row, leads=leads)))
    if None in owners:
        posts.append((len(sentence), _post("Stilling", owners[None], sentence, row, leads=leads)))
    for match in hourly:
        posts.append((match.start(), ParsedPosition(_title(match.group("who")), None, True, sentence, False, row)))
    return [post for _, post in sorted(posts, key=lambda pair: pair[0])]


def _roles(sentence: str) -> list[re.Match]:
    """Words for posts; "leder" and the like only after a word that makes them a noun ("av leder", "en lærer")."""
    found = []
    for role in _ROLE.finditer(sentence):
        noun = re.search(r"(?:\b(?:av|som|en|ein|ei|ny|fast|og|er)\s+|^\s*)$", sentence[: role.start()], re.IGNORECASE)
        if role.group().casefold() not in _STANDALONE or noun:
            found.append(role)
    return found


def _post(title: str, percent: Decimal | None, sentence: str, row: int, *, leads: bool) -> ParsedPosition:
    return ParsedPosition(_title(title), percent, False, sentence, leads, row)


def _sizes(sentence: str) -> list[tuple[re.Match, Decimal]]:
    """Sizes of posts; a bare percentage counts only beside the word "stilling" or in brackets."""
    sizes = []
    for match in _PERCENT.finditer(sentence):
        percent = Decimal(match.group("percent").replace(",", "."))
        in_brackets = sentence[: match.start()].rstrip().endswith("(")
        beside = "stilling" in sentence[max(0, match.start() - 20) : match.end() + 20].lower()
        if (match.group("post") or in_brackets or beside) and 0 < percent <= 100:
            sizes.append((match, percent))
    sizes += [(match, Decimal(100)) for match in _FULL_TIME.finditer(sentence)]
    return sizes + [(match, Decimal(50)) for match in _HALF.finditer(sentence)]


def _owner(size: tuple[re.Match, Decimal], roles: list[re.Match]) -> int | None:
    """Index of the role a size belongs to: after "som" or an adjective the next one, otherwise the last before it."""
    match = size[0]
    before = [index for index, role in enumerate(roles) if role.end() <= match.start()]
    after = [index for index, role in enumerate(roles) if role.start() >= match.end()]
    gap = match.string[match.end() : roles[after[0]].start()] if after else ""
    if after and (not before or re.fullmatch(r"\s*(?:som\s+|ansatt\s+|tilsatt\s+)?(?:en\s+)?", gap, re.IGNORECASE)):
        return after[0] if len(gap) < 60 else None
    return before[-1] if before else None


def _is_post(sentence: str, role: re.Match) -> bool:
    """Whether a role without a size is a post of the alliance and not just a word: the manager, or who leads."""
    word = role.group().casefold()
    if " " in word:
        return True
    if word in _STANDALONE or _CHAIR.search(word):
        return False
    agent = re.search(r"\bav\s+(?:(?:en|ein|ei|tilsatt|ansatt|innleid)\s+)*$", sentence[: role.start()], re.IGNORECASE)
    subject = not sentence[: role.start()].strip(" EenN")
    return bool(_LEADS.search(sentence)) and bool(agent or subject)


def _title(words: str) -> str:
    words = " ".join(words.split())
    return words[:1].upper() + words[1:]
