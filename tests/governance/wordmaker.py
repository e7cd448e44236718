"""Word documents of case papers as people send them, made with python-docx and, for what it cannot write, with XML."""

import io
import zipfile

import docx
from docx.oxml import parse_xml
from docx.shared import Cm

from tests.pictures import picture

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BY = 'w:id="7" w:author="Kari" w:date="2018-03-01T10:00:00Z"'
COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def simple() -> bytes:
    """The plain paper: two headings that are known, one that is not, and points in a real list."""
    document = docx.Document()
    document.add_heading("Bakgrunn", 1)
    line = document.add_paragraph("Kommunene har bedt om ")
    line.add_run("en felles plan").bold = True
    line.add_run(".")
    document.add_paragraph("Klima", style="List Bullet")
    document.add_paragraph("Areal", style="List Bullet")
    document.add_heading("Medvirkning", 1)
    document.add_paragraph("Planen har vært på høring.")
    document.add_heading("Økonomiske og administrative konsekvenser", 1)
    document.add_paragraph("Planen koster 2 millioner kroner.")
    document.add_heading("Rådmannens forslag til vedtak:", 1)
    document.add_paragraph("Planen vedtas.", style="List Number")
    document.add_paragraph("Budsjettet følger planen.", style="List Number")
    return saved(document)


def typed() -> bytes:
    """By one who knows no styles: bold headings, typed numbers."""
    document = docx.Document()
    document.add_paragraph("Saken gjelder planen for 2018.")
    document.add_paragraph().add_run("FORSLAG TIL VEDTAK").bold = True
    document.add_paragraph("1. Planen vedtas.")
    document.add_paragraph("2) Budsjettet følger planen.")
    return saved(document)


def troubled() -> bytes:
    """All that a paper may hold and rich text does not."""
    document = docx.Document()
    document.add_heading("Saksframlegg: Handlingsplan", 0)
    document.add_heading("Saksutredning", 1)
    _tracked(document)
    document.add_picture(io.BytesIO(picture("kart.png").read()), width=Cm(3))
    _nested(document)
    _asides(document)
    document.sections[0].header.paragraphs[0].text = "Vestregionen, utkast"
    document.add_heading("Innstilling", 1)
    document.add_paragraph("Planen vedtas.", style="List Number")
    return _with_comment(saved(document))


def _append(document, xml: str) -> None:
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


def _tracked(document) -> None:
    _append(
        document,
        f'<w:p {W}><w:r><w:t xml:space="preserve">Planen er </w:t></w:r>'
        f"<w:del {BY}><w:r><w:delText>gammel</w:delText></w:r></w:del>"
        f'<w:ins {BY}><w:r><w:t>ny</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> og god.</w:t></w:r></w:p>',
    )
    _append(  # the end of this paragraph is deleted, so that the next one goes on from it
        document,
        f"<w:p {W}><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>"
        '<w:r><w:t xml:space="preserve">Den gjelder </w:t></w:r></w:p>',
    )
    _append(document, f"<w:p {W}><w:r><w:t>fra nyttår.</w:t></w:r></w:p>")


def _nested(document) -> None:
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Kommune", "Kroner"
    table.cell(1, 0).text = "Asker"
    inner = table.cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "2018", "100"
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {W}/>"))


def _asides(document) -> None:
    _append(document, f"<w:p {W}><w:r><w:rPr><w:vanish/></w:rPr><w:t>Bare for meg</w:t></w:r></w:p>")
    _append(document, f"<w:p {W}><w:r><w:rPr><w:strike/></w:rPr><w:t>Utgår</w:t></w:r></w:p>")
    _append(
        document,
        f'<w:p {W} xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
        "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>",
    )
    _append(
        document,
        f'<w:p {W} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:t>Før boksen</w:t></w:r><w:r><w:pict><v:shape>'
        "<v:textbox><w:txbxContent><w:p><w:r><w:t>I en boks</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape>"
        "</w:pict></w:r></w:p>",
    )
    _append(
        document,
        f'<w:p {W} xmlns:o="urn:schemas-microsoft-com:office:office"><w:r><w:object><o:OLEObject Type="Embed"/>'
        "</w:object></w:r></w:p>",
    )
    _append(
        document,
        f'<w:p {W}><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>8. mars 2018</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    )


def _with_comment(data: bytes) -> bytes:
    comments = (
        f'<?xml version="1.0"?><w:comments {W}><w:comment w:id="0" w:author="Kari"><w:p><w:r><w:t>Er dette riktig?'
        "</w:t></w:r></w:p></w:comment></w:comments>"
    )
    return with_part(data, "word/comments.xml", comments)


def with_part(data: bytes, name: str, content: str) -> bytes:
    """The document with one more part, or another in its place."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            if each.filename != name:
                new.writestr(each, old.read(each.filename))
        new.writestr(name, content)
    return out.getvalue()


def of_body(xml: str) -> bytes:
    """A document with this body, its own text thrown away."""
    body = f'<?xml version="1.0"?><w:document {W}><w:body>{xml}</w:body></w:document>'
    return with_part(saved(docx.Document()), "word/document.xml", body)
