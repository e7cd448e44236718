"""Small pictures for tests that upload one."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image


def picture(name: str, size=(400, 100), **options) -> ContentFile:
    """An upload with a picture of one colour, in the format its name says."""
    drawn = BytesIO()
    kind = "PNG" if name.endswith("png") else "JPEG"
    Image.new("RGB", size, "#1f4f4a").save(drawn, kind, **options)
    return ContentFile(drawn.getvalue(), name=name)
