"""The search on many texts: what a person waits for against the bare query of the same full-text index.

Usage: python -m benchmarks.search [--texts 200000] [--rounds 9]; DATABASE_URL chooses the database, SQLite without it.
Bare asks the same index for the newest twenty hits in the same alliance, without asking who may see them; asked is the
same with the access filter; the next two are the same for the hundred and one that the filters count; page is all of
it: the counts, what is nearly spelled, titles and sentences of the hits shown. In turn, CPU time of this process on
SQLite and wall time on PostgreSQL, median. Exit 1 when asked is more than three times bare, for twenty or a hundred;
where asked takes less than half a millisecond there is nothing to compare.
"""

import argparse
import random
import statistics
import sys
import time
import uuid
from datetime import date, timedelta
from functools import partial

ALLIANCES, WORDS, PROMISE = 4, 170, 3
NOTHING = 0.5  # milliseconds
QUESTIONS = {
    "in 99 % of the texts": "kommunene",
    "in 22 %": "jernbanen",
    "rare": "kaianleggene",
    "two words": "jernbane kommune",
    "phrase": '"felles kommune"',
    "nearly spelled": "kaianlegene",
}


def prepare() -> None:
    import os
    import tempfile

    folder = tempfile.mkdtemp(prefix="vestregion-bench-")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "vestregion.settings",
        "VESTREGION_MODE": "demo",
        "VESTREGION_DATA": folder,
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


class Field:
    """Alliances with plans, published meetings and the texts in them; the last is the one that is asked."""

    def __init__(self, texts: int):
        self.random = random.Random(46)  # noqa: S311  the same texts each time
        syllables = [a + b for a in "bdfghjklmnprstv" for b in ("a", "e", "i", "o", "u", "ø", "å")]
        self.words = ["".join(self.random.choices(syllables, k=3)) for _number in range(20_000)]
        self.alliances = [self._alliance(number) for number in range(ALLIANCES)]
        self._fill(self.alliances[-1], texts // ALLIANCES)
        for other in self.alliances[:-1]:
            self._copy(self.alliances[-1], other)

    def text(self) -> str:
        # The square makes some words common and most rare, as in a language.
        words = [self.words[int(self.random.random() ** 2 * len(self.words))] for _number in range(WORDS)]
        if self.random.random() < 0.99:
            words[7:9] = ["felles", "kommune"]
        if self.random.random() < 0.22:
            words[20] = "jernbanen"
        if self.random.random() < 0.0005:
            words[40] = "kaianlegg"
        return " ".join(words)

    def _alliance(self, number: int):
        from governance import history
        from governance.access import Actor
        from governance.models import Alliance, Cooperation, GoverningBody

        alliance = Alliance(slug=f"allianse-{number}", name=f"Allianse {number}")
        with history.recording(Actor(alliance=alliance, label="Bench", is_system=True), "bench.fill", alliance):
            history.create(alliance)
            self.main = history.create(Cooperation(slug="hoved", name="Hoved", is_main=True))
            body = GoverningBody(cooperation=self.main, slug="styret", name="Styret", kind="steering")
            self.body = history.create(body)
        return alliance

    def _fill(self, alliance, texts: int) -> None:
        _keep_words(alliance, self.words)
        self._cases(alliance, texts // 2)
        self._activities(alliance, texts // 2)

    @staticmethod
    def _copy(alliance, other) -> None:
        """The entries of one alliance once more, as those of another: of the others nothing but the index is asked."""
        from django.db import connection

        new_key = "lower(hex(randomblob(16)))" if connection.vendor == "sqlite" else "gen_random_uuid()"
        columns = "kind, body_id, year, title, text, title_terms, terms"
        sql = (
            f"INSERT INTO governance_searchentry (id, alliance_id, object_id, scope, {columns}) "  # noqa: S608
            f"SELECT id + %s, %s, {new_key}, replace(scope, %s, %s), {columns} "
            "FROM governance_searchentry WHERE alliance_id = %s ON CONFLICT DO NOTHING"
        )
        apart = alliance.pk - other.pk  # within the same day, most likely at a free key
        terms = [f"þa{alliance.pk} ", f"þa{other.pk} "]
        with connection.cursor() as cursor:
            cursor.execute(sql, [apart, other.pk, *terms, alliance.pk])

    def _cases(self, alliance, many: int) -> None:
        from governance import clock
        from governance.models import AgendaItem, Case, Meeting
        from governance.search.casekinds import CASE

        first = date(2000, 1, 10)
        meetings = [
            Meeting(
                alliance=alliance, body=self.body, day=first + timedelta(days=30 * n), state="held",
                published_at=clock.now() if n % 2 else None, version=1,
            )
            for n in range(200)
        ]  # fmt: skip
        Meeting.objects.bulk_create(meetings)
        for start in range(0, many, 1000):
            cases = [
                Case(
                    alliance=alliance, cooperation=self.main, year=2000 + n % 17, sequence=n + 1, title=f"Sak {n}",
                    summary=self.text(), version=1,
                )
                for n in range(start, min(start + 1000, many))
            ]  # fmt: skip
            Case.objects.bulk_create(cases)
            AgendaItem.objects.bulk_create(
                [
                    AgendaItem(
                        alliance=alliance, case=case, body=self.body, meeting=meetings[case.sequence % 200],
                        number_year=case.year, number_sequence=case.sequence, state="treated", version=1,
                    )
                    for case in cases
                ]
            )  # fmt: skip
            self._index(CASE, Case, [case.pk for case in cases])

    def _activities(self, alliance, many: int) -> None:
        from actionplan.models import ActionPlan, Activity, PlanSection, PriorityArea, StrategicPlatform
        from actionplan.searchkinds import ACTIVITY
        from governance import clock

        platform = StrategicPlatform(alliance=alliance, cooperation=self.main, title="Plattform", version=1)
        StrategicPlatform.objects.bulk_create([platform])
        area = PriorityArea(alliance=alliance, platform=platform, version=1)
        PriorityArea.objects.bulk_create([area])
        plans = [
            ActionPlan(
                alliance=alliance, cooperation=self.main, year=2000 + n, title=f"Plan {n}", state="adopted", version=1,
                published_at=clock.now() if n % 2 else None,
            )
            for n in range(17)
        ]  # fmt: skip
        ActionPlan.objects.bulk_create(plans)
        sections = [PlanSection(alliance=alliance, plan=plan, area=area, title="Del", version=1) for plan in plans]
        PlanSection.objects.bulk_create(sections)
        for start in range(0, many, 1000):
            rows = [
                Activity(alliance=alliance, section=sections[n % 17], title=f"Tiltak {n}", note=self.text(), version=1)
                for n in range(start, min(start + 1000, many))
            ]
            Activity.objects.bulk_create(rows)
            self._index(ACTIVITY, Activity, [row.pk for row in rows])

    @staticmethod
    def _index(source, model, pks: list[uuid.UUID]) -> None:
        from django.db import transaction

        from governance.search import writing

        writing.keep_words = lambda words: None  # all of them are kept from the start
        with transaction.atomic():
            writing.index(source, pks)


def _keep_words(alliance, words: list[str]) -> None:
    from governance.models import SearchWord
    from governance.search.words import stem

    every = sorted({*words, "felles", "kommune", "jernbanen", "kaianlegg"})
    SearchWord.objects.bulk_create([SearchWord(alliance=alliance, word=word, stem=stem(word)) for word in every])


def actors(alliance) -> dict:
    from governance.access import Actor
    from governance.choices import Role
    from governance.models import GoverningBody

    body = GoverningBody.objects.of(alliance).get().pk
    on = date(2018, 3, 8)
    return {
        "secretariat": lambda: Actor(alliance=alliance, on=on, roles=frozenset({(Role.SECRETARIAT, None)})),
        "member": lambda: Actor(alliance=alliance, on=on, bodies=frozenset({body}), seats=frozenset({body})),
        "visitor": lambda: Actor(alliance=alliance, on=on),
    }


def timed(action) -> tuple:
    from django.db import connection

    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    start = clock()
    found = action()
    return found, (clock() - start) * 1000


def measure(alliance, rounds: int):
    """One line for each actor and question: (who, words, medians of COLUMNS, hits, whether there are more)."""
    from governance.search.asking import rows
    from governance.search.finding import COUNTED, PAGE, find
    from governance.search.question import read_question

    for who, actor in actors(alliance).items():
        for name, words in QUESTIONS.items():
            question = read_question(words)
            asks = [
                partial(rows, actor(), question, limit=limit, checked=checked)
                for limit in (PAGE, COUNTED + 1)
                for checked in (False, True)
            ]
            times = [[timed(ask)[1] for ask in (*asks, partial(find, actor(), words))] for _round in range(rounds + 2)]
            found = find(actor(), words)
            yield who, name, [statistics.median(each) for each in zip(*times[2:], strict=True)], found


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    prepare()
    from django.db import connection

    start = time.perf_counter()
    field = Field(asked.texts)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{connection.vendor}: {asked.texts} texts indexed in {time.perf_counter() - start:.0f} s", flush=True)
    heads = f"{'bare':>8}{'asked':>8}{'x':>6}{'bare 101':>11}{'asked':>8}{'x':>6}{'page':>8}"
    print(f"{'who':13}{'words':24}{heads} ms  hits")
    broken = 0
    for who, name, (bare, ours, many, our_many, page), found in measure(field.alliances[-1], asked.rounds):
        pairs = ((bare, ours), (many, our_many))
        broken += any(mine > max(PROMISE * theirs, NOTHING) for theirs, mine in pairs)
        hits = f"{found.total}{'+' if found.is_more else ''}"
        times = f"{bare:8.2f}{ours:8.2f}{ours / bare:6.2f}{many:11.2f}{our_many:8.2f}{our_many / many:6.2f}{page:8.1f}"
        print(f"{who:13}{name:24}{times}     {hits}", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
