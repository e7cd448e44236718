"""Is an uploaded file what its name says? Looks at the content, and refuses what is two things at once.

Allowed: PDF, Word, Excel, PowerPoint, OpenDocument text, PNG, JPEG, plain text and CSV. Refused by this: programs,
HTML, SVG and archives under another name, macros, password protection, archives that swell, and files with a second
file before or behind them.
"""

import zipfile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance.filing import officexml

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "txt": "text/plain",
    "csv": "text/csv",
}
# What is laid out for a screen: a table of many columns or slides. In a printed pack it is named, and read elsewhere.
FOR_SCREEN = frozenset({TYPES["xlsx"], TYPES["pptx"], TYPES["csv"]})
INLINE = frozenset({"application/pdf", "image/png", "image/jpeg"})
HEAD, TAIL = 4096, 66_000
MAX_PARTS, MAX_UNPACKED, MAX_RATIO = 5000, 600 * 1024 * 1024, 200
MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
MARKUP = (b"<html", b"<script", b"<svg", b"<!doctype", b"<?xml", b"<iframe", b"<body")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_START, ZIP_END = b"PK\x03\x04", b"PK\x05\x06"


def check_content(upload, extension: str) -> None:
    """Raise ValidationError with the reason unless the content is of the type the extension says."""
    head, tail = _ends(upload)
    if extension in MAIN_PART or extension == "odt":
        _check_archive(upload, head, extension)
    elif extension in ("txt", "csv"):
        _check_text(upload, head, tail)
    else:
        _check_sniffed(head, extension)
        _check_single(head, tail, extension)


def _ends(upload) -> tuple[bytes, bytes]:
    upload.seek(0)
    head = upload.read(HEAD)
    upload.seek(max(0, upload.size - TAIL))
    return head, upload.read(TAIL)


def _mismatch(extension: str) -> ValidationError:
    return ValidationError(
        _("Innholdet er ikke av typen .{extension}. Åpne filen og lagre den på nytt i riktig format.").format(
            extension=extension
        )
    )


def _double() -> ValidationError:
    return ValidationError(_("Filen inneholder mer enn det den gir seg ut for. Lagre den på nytt, og last opp igjen."))


def _sniff(head: bytes) -> set[str]:
    import puremagic

    try:
        return {match.extension.removeprefix(".") for match in puremagic.magic_string(head)}
    except puremagic.PureError:
        return set()


def _check_sniffed(head: bytes, extension: str) -> None:
    start = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n"}.get(extension, b"\xff\xd8\xff")
    if not head.startswith(start) or extension not in _sniff(head):
        raise _mismatch(extension)


def _check_single(head: bytes, tail: bytes, extension: str) -> None:
    """A PDF or an image that is nothing else: no page in its first bytes, no archive behind it, its own end."""
    markup = any(sign in head[:1024].lower() for sign in MARKUP[:4])
    own_end = {
        "pdf": b"%%EOF" in tail[-2048:],
        "png": tail.endswith(b"IEND\xaeB`\x82"),
    }.get(extension, b"\xff\xd9" in tail)
    if ZIP_END in tail or markup:
        raise _double()
    if not own_end:
        raise ValidationError(_("Filen er ikke hel, eller noe er lagt til etter slutten. Lagre den på nytt."))


def _check_text(upload, head: bytes, tail: bytes) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if any(sign in start[:1024] for sign in MARKUP):
        raise ValidationError(_("Filen er en nettside, ikke ren tekst. Lagre den som PDF eller ren tekst."))
    upload.seek(0)
    binary = any(b"\x00" in chunk for chunk in iter(lambda: upload.read(1 << 20), b""))
    if binary or ZIP_END in tail or start.startswith((b"%pdf-", b"pk\x03\x04", b"{\\rtf")):
        raise ValidationError(_("Filen er ikke ren tekst. Lagre den på nytt som tekst med tegnsettet UTF-8."))


def _check_archive(upload, head: bytes, extension: str) -> None:
    if head.startswith(OLE):
        raise ValidationError(
            _("Filen er beskyttet med passord eller lagret i et gammelt format. Lagre den på nytt uten passord.")
        )
    if not head.startswith(ZIP_START):
        raise _mismatch(extension)
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as archive:
            parts = archive.infolist()
            _check_size(parts)
            _check_parts({part.filename for part in parts}, archive, extension)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, KeyError) as error:
        raise ValidationError(_("Filen er ødelagt. Åpne den, lagre den på nytt og last opp igjen.")) from error


def _check_size(parts) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or (unpacked > 20 << 20 and unpacked / packed > MAX_RATIO):
        raise ValidationError(_("Filen sveller opp når den åpnes, og kan ikke tas imot. Lagre den på nytt."))
    if any(map(officexml.is_locked, parts)):
        raise ValidationError(_("Filen er beskyttet med passord. Lagre den på nytt uten passord."))


def _check_parts(names: set[str], archive, extension: str) -> None:
    if extension == "odt":
        if archive.read("mimetype")[:100].decode("ascii", "replace").strip() != TYPES["odt"]:
            raise _mismatch(extension)
        macros = any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in names)
    else:
        if MAIN_PART[extension] not in names or "[Content_Types].xml" not in names:
            raise _mismatch(extension)
        with archive.open("[Content_Types].xml") as listing:
            declared = listing.read(1 << 20).lower()
        macros = b"macroenabled" in declared or any("vbaproject" in name.lower() for name in names)
    if macros:
        raise ValidationError(_("Filen har makroer, og kan ikke tas imot. Lagre den uten makroer."))
