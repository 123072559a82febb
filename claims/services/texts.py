"""What the words of an article or a document must be before they are stored."""

from django.conf import settings

from factcheck.lib.errors import InvalidInput, TooLarge


def checked_text(text: str, *, field: str) -> str:
    """``text`` with one kind of line end; refuses no words, or too many, as a fault of ``field``."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if not plain.strip():
        message = "There is no text. Paste the text, or choose a file that holds some."
        raise InvalidInput(message, fields={field: message})
    if len(plain) > settings.TEXT_MAX_CHARACTERS:
        most = settings.TEXT_MAX_CHARACTERS
        message = f"The text has {len(plain):,} characters; at most {most:,} are taken. Split it."
        raise TooLarge(message, fields={field: message})
    return plain
