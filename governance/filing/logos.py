"""An alliance's logo: what may come in, and the one small picture that is kept of it.

The picture is drawn anew, so that nothing that hides in the file and no word about where it was taken comes along.
"""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance.filing import uploads

CONTENT_TYPE = "image/png"
PICTURES = ("image/png", "image/jpeg")
MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 20_000_000
KEPT = (640, 160)  # twice what the header shows, for sharp screens


def picture_of(upload) -> bytes:
    """The logo as PNG, no larger than it is shown. Raises ValidationError at `logo` with what is wrong."""
    try:
        return _picture_of(upload)
    except ValidationError as error:
        raise ValidationError({"logo": error.messages}) from error


def _picture_of(upload) -> bytes:
    if upload.size > MOST_BYTES:
        raise ValidationError(_("Logoen er for stor. Bruk en fil på høyst 2 MB."))
    if uploads.check(upload) not in PICTURES:
        raise ValidationError(_("Logoen må være et bilde. Bruk PNG eller JPEG."))
    from PIL import Image, ImageOps

    try:
        with Image.open(upload, formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise ValidationError(_("Bildet har for mange punkter. Gjør det mindre, og last opp igjen."))
            small = ImageOps.exif_transpose(image).convert("RGBA")
    except (OSError, SyntaxError, ValueError) as error:
        raise ValidationError(_("Bildet kan ikke leses. Lagre det på nytt som PNG eller JPEG.")) from error
    small.thumbnail(KEPT)
    kept = BytesIO()
    small.save(kept, "PNG", optimize=True)
    return kept.getvalue()
