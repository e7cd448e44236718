"""The gate of the import: refuses an upload that is not what it says, before any library opens it.

Only the XML parts of an Office file are unpacked (governance/filing/officexml.py), up to a fixed size. The libraries
never see the uploaded archive, only the parts that passed.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from xml.parsers import expat

from governance.filing import officexml
from governance.wording import gettext as _
from governance.wording import gettext_noop

MAX_BYTES = 50 * 1024 * 1024
MAX_XML = 16 * 1024 * 1024  # unpacked; the largest plan or list of an alliance is well below 2 MB
MAX_PACKAGE = 400 * 1024 * 1024  # what all parts claim to hold, pictures included
MAX_RATIO = 200
RATIO_MATTERS_FROM = 2 * 1024 * 1024  # small parts with many equal lines pack well and do no harm

OLE_HEAD = bytes.fromhex("d0cf11e0a1b11ae1")
FOREIGN = (
    (b"%PDF", gettext_noop("en PDF")),
    (b"\x89PNG", gettext_noop("et bilde (PNG)")),
    (b"\xff\xd8\xff", gettext_noop("et bilde (JPEG)")),
    (b"GIF8", gettext_noop("et bilde (GIF)")),
    (b"{\\rtf", gettext_noop("et RTF-dokument")),
    (b"Rar!", gettext_noop("et RAR-arkiv")),
    (b"7z\xbc\xaf", gettext_noop("et 7-Zip-arkiv")),
    (b"\x1f\x8b", gettext_noop("et GZIP-arkiv")),
    (b"MZ", gettext_noop("et program")),
)
KINDS = {
    ".docx": gettext_noop("Word-dokument"),
    ".xlsx": gettext_noop("Excel-ark"),
    ".txt": "tekstfil",
    ".tsv": "tekstfil",
    ".tab": "tekstfil",
    ".csv": "tekstfil",
}
MACROS = (".docm", ".xlsm")
FOLDERS = {".docx": "word/", ".xlsx": "xl/"}
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
WEB_PAGE = re.compile(r"\s*<(?:!doctype|html|\?xml)", re.IGNORECASE)
WANTED = gettext_noop("Last opp filen som Word (.docx), Excel (.xlsx) eller tabulatordelt tekst (.txt eller .tsv).")
# What zipfile, expat, lxml and openpyxl raise on damaged input (SyntaxError covers both XML parsers).
BROKEN = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError,
    TypeError, ValueError, expat.ExpatError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Intake:
    """What one import takes: the sentence that says which kinds (to be translated), and the endings of their names."""

    wanted: str
    suffixes: tuple[str, ...]


PLANS = Intake(WANTED, (".docx", ".xlsx", ".txt", ".tsv", ".tab"))


class UnreadableFile(Exception):
    """The upload cannot be read. `reason` says what is wrong and what would be right, in the language of the page."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def check_upload(data: bytes, filename: str, max_bytes: int = MAX_BYTES, *, intake: Intake = PLANS) -> str:
    """The file's kind: ".docx", ".xlsx" or ".txt". Raises UnreadableFile when name and content disagree, or when the
    import does not take the kind; the sentence says what came and what is taken.

    max_bytes: largest accepted upload, in bytes.
    """
    suffix = "." + filename.rpartition(".")[2].lower() if "." in filename else ""
    wanted = _(intake.wanted)
    if len(data) > max_bytes:
        raise UnreadableFile(
            _("Filen er {size}. Den kan være på høyst {limit}.").format(
                size=_megabytes(len(data)), limit=_megabytes(max_bytes)
            )
        )
    if not data.strip():
        raise UnreadableFile(_("Filen er tom. {wanted}").format(wanted=wanted))
    if suffix in MACROS:
        raise UnreadableFile(_("Filen kan inneholde makroer og leses derfor ikke. {wanted}").format(wanted=wanted))
    if suffix not in intake.suffixes:
        raise UnreadableFile(
            _("Filtypen «{suffix}» kan ikke leses. {wanted}").format(suffix=suffix or filename, wanted=wanted)
        )
    _check_content(data, suffix, intake)
    return ".txt" if KINDS[suffix] == "tekstfil" else suffix


def _check_content(data: bytes, suffix: str, intake: Intake) -> None:
    if data.startswith(OLE_HEAD):
        raise UnreadableFile(_ole_reason(data, intake))
    is_zip, is_text = data.startswith(b"PK"), KINDS[suffix] == "tekstfil"
    for head, name in FOREIGN:
        if data.startswith(head):
            raise UnreadableFile(_is_another(suffix, _(name), intake))
    if is_text and is_zip:
        right = _office_kind(data)
        if right:
            raise UnreadableFile(_misnamed(suffix, right, intake))
        raise UnreadableFile(_is_another(suffix, _("et pakket arkiv (ZIP)"), intake))
    if not is_text and not is_zip:
        told = _("Filen heter {suffix}, men er ikke et {kind}.").format(suffix=suffix, kind=_(KINDS[suffix]))
        raise UnreadableFile(" ".join(filter(None, (told, _looks_like(data), _(intake.wanted)))))


def _is_another(suffix: str, name: str, intake: Intake) -> str:
    return _("Filen heter {suffix}, men er {name}. {wanted}").format(suffix=suffix, name=name, wanted=_(intake.wanted))


def _misnamed(suffix: str, right: str, intake: Intake) -> str:
    """The sentence for an Office file of another name: its own ending, where such a file is taken."""
    kind = _(KINDS[right])
    if right in intake.suffixes:
        told = _("Filen heter {suffix}, men er et {kind}. Gi den endelsen {right}.")
        return told.format(suffix=suffix, kind=kind, right=right)
    told = _("Filen heter {suffix}, men er et {kind}. {wanted}")
    return told.format(suffix=suffix, kind=kind, wanted=_(intake.wanted))


def _office_kind(data: bytes) -> str:
    """The ending that belongs to an archive: ".docx", ".xlsx", or "" for one that is neither. Unpacks nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except BROKEN:
        return ""
    return next((suffix for suffix, folder in FOLDERS.items() if any(name.startswith(folder) for name in names)), "")


def _looks_like(data: bytes) -> str:
    """What the content is instead, where that can be seen."""
    text = data[:2000].decode("utf-8", "replace")
    if WEB_PAGE.match(text.removeprefix("\ufeff")):
        return _("Innholdet er en nettside eller XML.")
    return "" if CONTROL.search(text) else _("Innholdet er tekst.")


def _ole_reason(data: bytes, intake: Intake) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _("Filen er beskyttet med passord. Fjern passordet i Office, lagre filen og last den opp igjen.")
    return _("Filen er i det gamle Office-formatet (.doc eller .xls). {wanted}").format(wanted=_(intake.wanted))


def unpack(data: bytes, suffix: str, *, intake: Intake = PLANS) -> dict[str, bytes]:
    """The XML parts of a .docx or .xlsx by name, each checked. Raises UnreadableFile."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_entries(entries)
            parts = _read_xml(archive, entries)
    except BROKEN as error:
        raise UnreadableFile(broken(suffix)) from error
    _check_is_office(parts, entries, suffix, intake)
    for content in parts.values():
        _check_prolog(content, suffix)
    return parts


def broken(suffix: str) -> str:
    """The sentence for a file that is damaged."""
    return _(
        "Filen er skadet og kan ikke leses. Åpne den i Office, lagre den på nytt som {suffix} og last den opp igjen."
    ).format(suffix=suffix)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if any(map(officexml.is_locked, entries)):
        raise UnreadableFile(_("Filen er beskyttet med passord. Fjern passordet, lagre filen og last den opp igjen."))
    if len(entries) > officexml.MAX_ENTRIES or len(set(names)) < len(names):
        raise UnreadableFile(_bomb(_("har uvanlig mange eller like deler")))
    if sum(entry.file_size for entry in entries) > MAX_PACKAGE:
        raise UnreadableFile(_bomb(_("fyller mer enn {size} utpakket").format(size=_megabytes(MAX_PACKAGE))))
    for entry in entries:
        if entry.file_size > RATIO_MATTERS_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise UnreadableFile(_bomb(_("vokser mer enn 200 ganger når den pakkes ut")))


def _read_xml(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    parts, room = {}, MAX_XML
    for entry in filter(officexml.is_xml, entries):
        try:
            parts[entry.filename] = officexml.read_part(archive, entry, room)
        except officexml.TooMuch as error:
            finding = _("har mer enn {size} tekst og oppsett").format(size=_megabytes(MAX_XML))
            raise UnreadableFile(_bomb(finding)) from error
        room -= len(parts[entry.filename])
    return parts


def _check_is_office(parts: dict[str, bytes], entries: list[zipfile.ZipInfo], suffix: str, intake: Intake) -> None:
    folder = FOLDERS[suffix]
    names = {entry.filename for entry in entries}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadableFile(
            _("Filen inneholder makroer. Lagre den som {suffix} uten makroer og last den opp igjen.").format(
                suffix=suffix
            )
        )
    if "[Content_Types].xml" in names and any(name.startswith(folder) for name in parts):
        return
    right = next((each for each, inside in FOLDERS.items() if any(name.startswith(inside) for name in parts)), "")
    if right not in ("", suffix):
        raise UnreadableFile(_misnamed(suffix, right, intake))
    raise UnreadableFile(
        _("Filen heter {suffix}, men er et vanlig arkiv (ZIP), ikke et {kind}. {wanted}").format(
            suffix=suffix, kind=_(KINDS[suffix]), wanted=_(intake.wanted)
        )
    )


def _check_prolog(content: bytes, suffix: str) -> None:
    try:
        officexml.check_prolog(content)
    except officexml.DefinesItsOwn as error:
        raise UnreadableFile(_bomb(_("inneholder egne XML-definisjoner, som Office aldri lager"))) from error
    except BROKEN as error:
        raise UnreadableFile(broken(suffix)) from error


def external_targets(parts: dict[str, bytes]) -> list[str]:
    """Addresses outside the file that it wants opened (templates, pictures, data); plain hyperlinks do not count."""
    found = []
    for name, content in parts.items():
        if not name.endswith(".rels"):
            continue
        for tag in re.findall(rb"<[^<>]*TargetMode\s*=\s*[\"']External[\"'][^<>]*>", content):
            target = re.search(rb"Target\s*=\s*[\"']([^\"']*)[\"']", tag)
            if target and b"/hyperlink" not in tag:
                found.append(target.group(1).decode("utf-8", "replace"))
    return found


def _bomb(finding: str) -> str:
    return _("Filen {finding}. Den leses derfor ikke. Lim innholdet inn i et nytt dokument og last opp det.").format(
        finding=finding
    )


def _megabytes(size: int) -> str:
    """A size in bytes as text, with enough digits to tell 50 from 50,1 MB."""
    whole, tenths = f"{size / 1024 / 1024:.1f}".split(".")
    return f"{whole} MB" if tenths == "0" else _("{whole},{tenths} MB").format(whole=whole, tenths=tenths)
