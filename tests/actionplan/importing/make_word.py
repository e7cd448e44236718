"""Word documents written as raw XML, with what real documents have and the usual library does not write."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style></w:styles>'
)


def document(*blocks: str, footnotes: dict[int, str] | None = None, endnotes: dict[int, str] | None = None) -> bytes:
    """A .docx of these blocks."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELS)
        archive.writestr("word/styles.xml", STYLES)
        spaces = f'xmlns:w="{W}" xmlns:mc="{MC}" xmlns:wps="{WPS}"'
        body = f"<w:document {spaces}><w:body>{''.join(blocks)}</w:body></w:document>"
        archive.writestr("word/document.xml", body)
        for kind, notes in (("footnote", footnotes), ("endnote", endnotes)):
            rows = "".join(f'<w:{kind} w:id="{key}">{p(text)}</w:{kind}>' for key, text in (notes or {}).items())
            archive.writestr(f"word/{kind}s.xml", f'<w:{kind}s xmlns:w="{W}">{rows}</w:{kind}s>')
    return stream.getvalue()


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, style: str = "", level: int | None = None) -> str:
    """A paragraph; plain text becomes a run. `level` makes it an item of a list."""
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>' if level is not None else ""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    words = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{style}{listed}</w:pPr>{words}</w:p>"


def h(text: str, level: int = 1) -> str:
    return p(text, style=f"H{level}")


def tc(*blocks: str, span: int = 1, merge: str = "") -> str:
    """A cell; plain text becomes a paragraph. `merge`: "restart" begins a cell that reaches down, "on" continues it."""
    reach = {"": "", "restart": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}[merge]
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    content = "".join(block if block.startswith("<") else p(block) for block in blocks) or p()
    return f"<w:tc><w:tcPr>{wide}{reach}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    row = "".join(cell if cell.startswith(("<w:tc", "<w:sdt")) else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{row}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def sdt(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def ins(*runs: str) -> str:
    return f'<w:ins w:id="1" w:author="A">{"".join(runs)}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="2" w:author="A"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def moved(text: str, *, away: bool) -> str:
    name = "moveFrom" if away else "moveTo"
    return f'<w:{name} w:id="3" w:author="A">{r(text)}</w:{name}>'


def box(text: str) -> str:
    """A text box as Word writes it: once for itself, once for older programs."""
    inner = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><wps:txbx>{inner}</wps:txbx></mc:Choice>'
    return f"<w:r><mc:AlternateContent>{choice}<mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent></w:r>"


def note(key: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{key}"/></w:r>'


def field(code: str, shown: str) -> str:
    part = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instruction = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return part.format("begin") + instruction + part.format("separate") + r(shown) + part.format("end")
