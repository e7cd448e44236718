"""Bytes and a file name become neutral blocks, whatever the file is. The only door to the three readers."""

from actionplan.importing.blocks import Source
from actionplan.importing.excel import read_excel
from actionplan.importing.text import read_text
from actionplan.importing.word import read_word
from governance.importing.safety import MAX_BYTES, check_upload, unpack


def read_source(data: bytes, filename: str, max_bytes: int = MAX_BYTES) -> Source:
    """The blocks of a .docx, .xlsx or tab-separated text. Raises UnreadableFile and nothing else."""
    kind = check_upload(data, filename, max_bytes)
    if kind == ".txt":
        return read_text(data)
    parts = unpack(data, kind)
    return read_word(parts) if kind == ".docx" else read_excel(parts)
