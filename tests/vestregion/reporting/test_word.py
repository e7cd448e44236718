"""The plan as a Word document: what it holds, how it is made, and that the import reads it back to the same plan."""

import io
import random
import zipfile

import docx
import pytest
from django.test import Client
from docx.oxml.ns import qn

from actionplan.importing import read_plan
from governance.models import User
from vestregion.reporting.word import word_of

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63606060f80f0001040100"
    "5fe5c34b0000000049454e44ae426082"
)


def row(*measures: str, title: str = "", deadline: str = "", **more) -> dict:
    values = {"quarters": (), "responsible": "", "partners": (), "mode": "", "steered_by": "", "note": "", "was": None}
    return {"measures": measures, "title": title, "deadline": deadline} | values | more


def section(title: str, rows, **more) -> dict:
    values = dict.fromkeys(("introduction", "organisation", "resources", "reporting", "focus_area", "about"), "")
    lists = dict.fromkeys(("posts", "partners", "funding", "tertial", "annual", "gone"), ())
    labels = ("Tiltak", "Aktiviteter")
    return (
        values
        | lists
        | {"title": title, "labels": labels, "deadline_label": "Frist", "rows": rows, "money": None}
        | more
    )


def facts(*areas: tuple[str, list], **more) -> dict:
    sender = {"alliance": "Vestregionen", "cooperation": "Vestregionen", "is_main": True, "primary_colour": "#1f4f4a"}
    return {
        "lang": "nb", "title": "Handlingsplan 2016", "sender": sender, "year": 2016, "plan_state": "Vedtatt",
        "adopted_on": "2015-12-10", "introduction": "", "platform": None,
        "amendments": (), "gone_sections": (), "tells_reasons": True,
        "areas": [{"title": title, "goal": "", "sections": sections} for title, sections in areas],
    } | more  # fmt: skip


PLAN = facts(
    (
        "Helse",
        [
            section(
                "Folkehelse",
                [
                    row(title="Uten tiltak", deadline="Q1"),
                    row("T1", title="A1", deadline="Q1 – Q2", responsible="Asker", partners=("Lier", "Bærum")),
                    row("T1", title="A2", deadline="Løpende"),
                    row("T2"),
                ],
                introduction="<p>Et <strong>fett</strong> ord og en liste:</p><ul><li>En</li><li>To</li></ul>",
                organisation="<p>Ledes av styret.</p>",
                posts=[{"title": "Leder", "holder": "Kari", "size": "50 %", "is_lead": True}],
            )
        ],
    )
)


def opened(content: dict = PLAN, **more):
    return docx.Document(io.BytesIO(word_of(content, **more)))


class TestTheDocument:
    def test_its_headings_are_headings_and_its_text_is_body_text(self):
        found = [(each.style.name, each.text) for each in opened().paragraphs if each.text]
        assert found == [
            ("Title", "Handlingsplan 2016"),
            ("Heading 1", "Innsatsområde: Helse"),
            ("Heading 2", "Folkehelse"),
            ("Body Text", "Et fett ord og en liste:"),
            ("List Bullet", "En"),
            ("List Bullet", "To"),
            ("Heading 3", "Organisering"),
            ("Body Text", "Ledes av styret."),
            ("Heading 3", "Ressurser"),
            ("List Bullet", "Leder, Kari, 50 %, leder"),
        ]

    def test_its_table_repeats_its_head_and_says_each_measure_once(self):
        table = opened().tables[0]
        assert [cell.text for cell in table.rows[0].cells] == [
            "Tiltak", "Aktiviteter", "Frist", "Ansvarlig", "Samarbeidsparter",
        ]  # fmt: skip
        heads = [each for each in table.rows if each._tr.trPr.find(qn("w:tblHeader")) is not None]
        assert len(heads) == 1
        assert len(table._tbl.xpath(".//w:vMerge[@w:val='continue']")) == 1
        assert table.rows[2].cells[4].text == "Lier, Bærum"

    def test_title_author_language_and_logo_with_words(self):
        document = opened(logo=PICTURE)
        properties = document.core_properties
        assert (properties.title, properties.author, properties.language) == (
            "Handlingsplan 2016",
            "Vestregionen",
            "nb-NO",
        )
        assert {mark.get(qn("w:val")) for mark in document.styles.element.iter(qn("w:lang"))} == {"nb-NO"}
        header = document.sections[0].header
        assert [each.get("descr") for each in header._element.iter(qn("wp:docPr"))] == ["Logoen til Vestregionen"]
        assert "Vedtatt 10.12.2015" in header.paragraphs[0].text

    @pytest.mark.parametrize(
        ("state", "adopted", "words"),
        [
            ("Utkast", "", "Utkast"),
            ("Vedtatt", "2015-12-10", "Vedtatt 10.12.2015"),
            ("Avsluttet", "2015-12-10", "Avsluttet, vedtatt 10.12.2015"),
        ],
    )
    def test_its_head_tells_the_state(self, state, adopted, words):
        document = opened(PLAN | {"plan_state": state, "adopted_on": adopted})
        assert document.sections[0].header.paragraphs[0].text == f"Vestregionen\t{words}"

    def test_its_colours_can_be_read(self):
        light = facts(("Helse", [section("Del", [row("T1", title="A1")])]))
        light["sender"] = light["sender"] | {"primary_colour": "#ffee88"}
        xml = zipfile.ZipFile(io.BytesIO(word_of(light))).read("word/document.xml").decode()
        assert 'w:fill="ffee88"' in xml
        assert 'w:color w:val="14202b"' in xml

    @pytest.mark.parametrize("text", ["a & b < c > d", "tegn\x0b\x00her", 'med "anførsel"', "æøå 🎻", "=1+1"])
    def test_any_text_is_text(self, text):
        content = facts((f"Helse {text}", [section(f"Del {text}", [row("T1", title=text, note=text)])]))
        assert opened(content).tables[0].rows[1].cells[1].text == text.replace("\x0b", "").replace("\x00", "")


def understood(content: dict) -> list:
    """What the facts say, as the import would say it."""
    return [
        (area["title"], each["title"], [(tuple(r["measures"]), r["title"], r["deadline"]) for r in each["rows"]])
        for area in content["areas"]
        for each in area["sections"]
    ]


def read_back(content: dict) -> list:
    plan = read_plan(word_of(content), "plan.docx", 2016)
    assert not plan.errors
    return [(each.area, each.title, list(_rows(each))) for each in plan.sections]


def _rows(section):
    """Activities in the order of the table, and the measures that have none."""
    from actionplan.importing.tables import empty_measures

    found = [(each.row, each.measure_path, each.title, each.deadline_text) for each in section.activities]

    def walk(measures, path):
        for each in measures:
            if each in list(empty_measures([each])) and not each.children:
                found.append((each.row, (*path, each.title), "", ""))
            walk(each.children, (*path, each.title))

    walk(section.measures, ())
    return (row[1:] for row in sorted(found, key=lambda row: row[0]))


def made_up(seed: int) -> dict:
    """A plan with whatever plans have."""
    chance = random.Random(seed)
    words = ["samarbeid", "utvikle", "kultur", "øve", "møte", "ungdom", "region", "kommune", "innspill", "årshjul"]
    counted = iter(range(10_000))

    def text(most: int) -> str:
        return f"{' '.join(chance.choices(words, k=chance.randint(1, most))).capitalize()} nr {next(counted)}"

    def rich() -> str:
        return chance.choice(
            ["", f"<p>{text(20)}.</p>", f"<p>{text(3)}</p><p>{text(4)}</p>", f"<ul><li>{text(3)}</li></ul>"]
        )

    def rows() -> list:
        found = [row(title=text(9), deadline="Q1") for _n in range(chance.choice([0, 0, 1]))]
        depth = chance.randint(1, 3)
        for _measure in range(chance.randint(1, 4)):
            path = [text(5)]
            for _level in range(chance.randint(1, depth)):
                more = {"responsible": chance.choice(["", "Asker"]), "note": chance.choice(["", text(9)])}
                some = chance.randint(0, 3) if len(path) > 1 or depth == 1 else chance.randint(1, 2)
                some = max(some, 1)
                deadlines = ["Q1", "Q1 + Q3", "Løpende", "30.11.2016", ""]
                found += [row(*path, title=text(9), deadline=chance.choice(deadlines), **more) for _n in range(some)]
                path = [*path, text(4)]
            if chance.random() < 0.2:
                found.append(row(text(5)))
        return found

    def part() -> dict:
        return section(text(4), rows(), introduction=rich(), organisation=rich(), reporting=rich())

    areas = [(text(3), [part() for _section in range(chance.randint(1, 3))]) for _area in range(chance.randint(1, 3))]
    return facts(*areas, introduction=rich(), platform={"vision": text(5), "main_goal": text(9)})


@pytest.mark.parametrize("seed", range(40))
def test_the_import_reads_it_back_to_the_same_plan(seed):
    content = made_up(seed)
    assert read_back(content) == understood(content)


WAS = {"title": "Det gamle", "deadline": "", "responsible": None, "number": 2, "is_new": False}
FIELDS = [{"name": "frist", "before": "", "after": "Q1"}, {"name": "merknad", "before": "", "after": ""}]
AMENDMENTS = [
    {
        "number": 1, "day": "2016-03-03", "reason": "Drøftet", "decision": "07/2016 i Styringsgruppen", "more": 3,
        "rows": [{"fate": "changed", "kind": "aktivitet", "title": "A1", "fields": FIELDS}],
    },
    {
        "number": 2, "day": "2016-06-01", "reason": "", "decision": "", "more": 0,
        "rows": [{"fate": "removed", "kind": "aktivitet", "title": "Q3", "fields": []}],
    },
]  # fmt: skip


def amended(content: dict) -> dict:
    """The same plan as it says what was changed after the adoption."""
    new = {**WAS, "is_new": True}
    for number, area in enumerate(content["areas"]):
        for each in area["sections"]:
            each["rows"] = [{**row, "was": (None, WAS, new)[n % 3]} for n, row in enumerate(each["rows"], number)]
            each["gone"] = [{"title": "Borte", "number": 2}, {"title": "Også borte", "number": None}]
    return {**content, "amendments": AMENDMENTS, "gone_sections": ["En del"]}


class TestAmendments:
    def test_the_table_and_the_marks(self):
        document = opened(amended(facts(("Helse", [section("Del", [row(title=f"A{n}") for n in range(3)])]))))
        plan, table = document.tables
        assert [each.cells[-1].text for each in plan.rows] == [
            "Endret etter vedtaket",
            "",
            "Endring 2. Vedtatt ordlyd: Det gamle; frist: ingen frist",
            "Endring 2. Ny etter vedtaket",
        ]
        assert [[cell.text for cell in each.cells] for each in table.rows] == [
            ["Nr.", "Dato", "Hva er endret", "Begrunnelse og vedtak"],
            [
                "1",
                "03.03.2016",
                "• A1: frist satt til «Q1»; merknad\n• og 3 rader til",
                "Drøftet\nVedtak: 07/2016 i Styringsgruppen",
            ],
            ["2", "01.06.2016", "• Fjernet aktivitet: Q3", "–"],
        ]
        texts = [each.text for each in document.paragraphs]
        assert "Fjernet etter vedtaket: Borte (endring 2); Også borte" in texts
        assert "Deler som er fjernet: En del." in texts
        assert document.sections[0].header.paragraphs[0].text == "Vestregionen\tVedtatt 10.12.2015, endret 01.06.2016"

    @pytest.mark.parametrize("seed", range(10))
    def test_the_import_reads_the_plan_and_leaves_them(self, seed):
        content = made_up(seed)
        expected, plain = understood(content), read_plan(word_of(content), "plan.docx", 2016)
        found = read_plan(word_of(amended(content)), "plan.docx", 2016)
        assert read_back(amended(content)) == expected
        assert [each.text for each in found.warnings if each.code == "amendments"] == ["Endringer etter vedtaket"]
        for one, other in zip(plain.sections, found.sections, strict=True):
            assert (one.introduction, one.organisation, one.reporting) == (
                other.introduction, other.organisation, other.reporting,
            )  # fmt: skip


def test_the_import_reads_the_texts_back_to_their_places():
    plan = read_plan(word_of(PLAN), "plan.docx", 2016)
    (found,) = plan.sections
    assert found.introduction == ["Et fett ord og en liste:", "En", "To"]
    assert found.organisation == ["Ledes av styret."]
    assert next(each for each in found.activities if each.title == "A1").responsible == "Asker"


class TestThePage:
    ADDRESS = "/vestregionen/handlingsplan/2016/word/"

    @pytest.fixture
    def client(self, demo_data):
        client = Client()
        client.force_login(User.objects.get(email="leser@vestregionen.example"))
        return client

    def test_a_reader_gets_it(self, client):
        answer = client.get(self.ADDRESS)
        assert answer.status_code == 200
        assert answer["Content-Disposition"] == 'attachment; filename="handlingsplan-2016.docx"'
        document = docx.Document(io.BytesIO(answer.content))
        assert document.core_properties.title == "Handlingsplan 2016"

    def test_the_plan_of_2016_reads_back_whole(self, client):
        plan = read_plan(client.get(self.ADDRESS).content, "plan.docx", 2016)
        activities = list(plan.activities())
        assert (len(plan.sections), len(activities)) == (9, 86)
        assert sum(bool(each.deadline_text) for each in activities) == 72

    def test_it_is_only_read_and_only_where_it_is(self, client):
        assert client.post(self.ADDRESS).status_code == 405
        assert client.get(self.ADDRESS.replace("2016", "1999")).status_code == 404
