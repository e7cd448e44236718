"""What may be uploaded, and the hostile set that may not."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from governance.filing import uploads
from tests.governance.casefile import PDF

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0" * 30 + b"\0\0\0\0IEND\xaeB`\x82"
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 40 + b"\xff\xd9"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def archive(parts, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def office(main="word/document.xml", types=WORD, **more):
    return archive({"[Content_Types].xml": f"<Types>{types}</Types>", main: "<x/>", **more})


def odt(**more):
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>", **more})


GOOD = {
    "notat.pdf": PDF,
    "NOTAT.PDF": PDF,
    "brev.docx": office(),
    "tall.xlsx": office("xl/workbook.xml"),
    "lysark.pptx": office("ppt/presentation.xml"),
    "brev.odt": odt(),
    "bilde.png": PNG,
    "bilde.jpg": JPG,
    "bilde.jpeg": JPG,
    "notat.txt": "Blåbær på Åsen < 3\n".encode(),
    "gammel.txt": "Blåbær".encode("latin-1"),
    "tall.csv": b"\xef\xbb\xbfnavn;tall\nAsker;1\n",
}
HOSTILE = {
    "renamed zip.docx": (archive({"a.txt": "x"}), "ikke av typen .docx"),
    "renamed zip.pdf": (archive({"a.txt": "x"}), "ikke av typen .pdf"),
    "renamed word.xlsx": (office(), "ikke av typen .xlsx"),
    "renamed pdf.docx": (PDF, "ikke av typen .docx"),
    "renamed png.jpg": (PNG, "ikke av typen .jpg"),
    "program.pdf": (b"MZ\x90\x00" + b"\0" * 500, "ikke av typen .pdf"),
    "program.txt": (b"MZ\x90\x00" + b"\0" * 500, "ikke ren tekst"),
    "page.html": (b"<html></html>", "kan ikke lastes opp"),
    "picture.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kan ikke lastes opp"),
    "program.exe": (b"MZ", "kan ikke lastes opp"),
    "archive.zip": (archive({"a": "x"}), "kan ikke lastes opp"),
    "macros.docm": (office(types=MACRO), "kan ikke lastes opp"),
    "no-extension": (PDF, "kan ikke lastes opp"),
    "notat.pdf.exe": (PDF, "kan ikke lastes opp"),
    "macros.docx": (office(types=MACRO), "makroer"),
    "hidden macros.docx": (office(**{"word/vbaProject.bin": "x"}), "makroer"),
    "macros.odt": (odt(**{"Basic/Standard/Module1.xml": "x"}), "makroer"),
    "password.docx": (OLE, "passord"),
    "broken.docx": (office()[:-40], "ødelagt"),
    "wrong.odt": (archive({"mimetype": "application/zip"}), "ikke av typen .odt"),
    "no mimetype.odt": (archive({"content.xml": "x"}), "ødelagt"),
    "bomb.xlsx": (office("xl/workbook.xml", **{"xl/sheet.xml": b"0" * (40 << 20)}), "sveller opp"),
    "many.docx": (office(**{f"word/{n}.xml": "" for n in range(5001)}), "sveller opp"),
    "empty.pdf": (b"", "tom"),
    "half.pdf": (b"%PDF-1.7\n1 0 obj", "ikke hel"),
    "late.pdf": (b"junk" + PDF, "ikke av typen .pdf"),
    "page inside.pdf": (b"%PDF-1.7\n<html><script>alert(1)</script>\n%%EOF", "mer enn det"),
    "archive behind.pdf": (PDF + archive({"a": "x"}), "mer enn det"),
    "archive behind.png": (PNG + archive({"a": "x"}), "mer enn det"),
    "archive behind.csv": (b"a;b\n" + archive({"a": "x"}), "ikke ren tekst"),
    "script behind.png": (PNG + b" " * 1024 + b"<script>alert(1)</script>", "etter slutten"),
    "script in.jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF<script>alert(1)</script>\xff\xd9", "mer enn det"),
    "page.txt": (b"<!DOCTYPE html><html>", "nettside"),
    "page.csv": (b"a;b\n<script>alert(1)</script>", "nettside"),
    "wide.txt": ("Blåbær" * 5).encode("utf-16"),
}  # fmt: skip
HOSTILE["wide.txt"] = (HOSTILE["wide.txt"], "UTF-8")


@pytest.mark.parametrize("name", GOOD)
def test_good_files_pass(name):
    assert uploads.check(ContentFile(GOOD[name], name=name)) == uploads.TYPES[name.rsplit(".", 1)[1].lower()]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_with_the_reason(name):
    content, reason = HOSTILE[name]
    with pytest.raises(ValidationError) as refused:
        uploads.check(ContentFile(content, name=name))
    assert reason in refused.value.messages[0]


def test_an_encrypted_archive_is_refused():
    data = bytearray(office())
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1  # the flag of a password-protected part, in the archive's own listing
    with pytest.raises(ValidationError, match="passord"):
        uploads.check(ContentFile(bytes(data), name="hemmelig.docx"))


def test_the_size_is_asked_before_anything_is_read(settings):
    settings.UPLOAD_LIMIT_MB = 1

    class Unread(SimpleUploadedFile):
        def read(self, *args):
            raise AssertionError("a file that is too large was read")

    upload = Unread("stor.pdf", b"")
    upload.size = (1 << 20) + 1
    with pytest.raises(ValidationError, match="Grensen er 1 MB"):
        uploads.check(upload)


def test_a_file_of_the_limit_passes(settings):
    settings.UPLOAD_LIMIT_MB = 1
    filler = PDF.replace(b"trailer", b"%" + b"x" * ((1 << 20) - len(PDF) - 2) + b"\ntrailer")
    assert len(filler) == 1 << 20
    assert uploads.check(ContentFile(filler, name="a.pdf")) == "application/pdf"


def test_a_huge_upload_costs_no_more_than_an_allowed_one(settings):
    """Only the limit and one chunk reach the disk; what was cut off is longer than the limit, so it is refused."""
    settings.UPLOAD_LIMIT_MB = 1
    bounded, disk = uploads.BoundedUploadHandler(), TemporaryFileUploadHandler()
    disk.new_file("upload", "stor.pdf", "application/pdf", None, None, None)
    chunk, at, kept = b"x" * (1 << 16), 0, 0
    for _ in range(200):
        passed = bounded.receive_data_chunk(chunk, at)
        at += len(chunk)
        if passed is not None:
            disk.receive_data_chunk(passed, kept)
            kept += len(passed)
    stored = disk.file_complete(kept)
    assert uploads.limit() < stored.size <= uploads.limit() + len(chunk)
    stored.close()


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\sara\\notat.pdf", "notat.pdf"),
        ("  a   b .pdf ", "a b.pdf"),
        (".skjult.pdf", "skjult.pdf"),
        ("a\x00\nb.pdf", "ab.pdf"),
        ("faktura\u202efdp.exe", "fakturafdp.exe"),
        ('a"<b>|?.pdf', "ab.pdf"),
        ("Blåbær på Åsen.pdf", "Blåbær på Åsen.pdf"),
        ("x" * 400 + ".pdf", "x" * 140 + ".pdf"),
        ("...", "vedlegg"),
        ("", "vedlegg"),
        (".pdf", "pdf"),
    ],
)
def test_names_are_cleaned(name, clean):
    assert uploads.clean_name(name) == clean
