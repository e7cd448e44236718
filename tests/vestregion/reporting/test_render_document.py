"""manage.py render_document."""

import pytest
from django.core.management import CommandError, call_command

from governance.models import FrozenDocument

BASE = ["--alliance", "vestregionen"]


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [("plan", ["--year", "2016"]), ("report", ["--year", "2016", "--period", "t1"])],
)
def test_it_writes_a_pdf_and_says_what_it_cost(plan, tmp_path, capsys, kind, arguments):
    output = tmp_path / "ut.pdf"
    call_command("render_document", kind, *BASE, *arguments, "--output", str(output))
    assert output.read_bytes().startswith(b"%PDF")
    said = capsys.readouterr().out
    assert "sider" in said
    assert "MiB" in said
    assert not FrozenDocument.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["plan", "--alliance", "ukjent", "--year", "2016"], "ingen allianse"),
        (["plan", *BASE], "Oppgi --year"),
        (["report", *BASE, "--year", "2016"], "--period"),
        (["plan", *BASE, "--year", "1999"], "ingen handlingsplan for 1999"),
        (["plan", *BASE, "--year", "2016", "--cooperation", "ukjent"], "ikke samarbeidet «ukjent»"),
        (["casepaper", *BASE], "--item"),
        (["casepaper", *BASE, "--item", "ikke-en-id"], "id-er slik de står"),
        (["casepaper", *BASE, "--item", "00000000-0000-0000-0000-000000000000"], "finnes ikke"),
        (["minutes", *BASE], "invalid choice"),
    ],
)
def test_what_is_wrong_is_said(plan, tmp_path, arguments, said):
    with pytest.raises(CommandError, match=said):
        call_command("render_document", *arguments, "--output", str(tmp_path / "ut.pdf"))


def test_a_missing_folder_is_named(plan, tmp_path):
    with pytest.raises(CommandError, match="Lag den først"):
        call_command("render_document", "plan", *BASE, "--year", "2016", "--output", str(tmp_path / "a" / "ut.pdf"))
