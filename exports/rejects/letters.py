"""Bytes and letters of older Vietnamese programs: TCVN3 (ABC), Windows-1258 and UTF-16."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import islice

from digitizer.domain.values.syllables import is_syllable

_TCVN3 = (
    "A1Ă A2Â A3Ê A4Ô A5Ơ A6Ư A7Đ A8ă A9â AAê ABô ACơ ADư AEđ"
    " B5à B6ả B7ã B8á B9ạ BBằ BCẳ BDẵ BEắ C6ặ C7ầ C8ẩ C9ẫ CAấ CBậ CCè CEẻ CFẽ D0é D1ẹ"
    " D2ề D3ể D4ễ D5ế D6ệ D7ì D8ỉ DCĩ DDí DEị DFò E1ỏ E2õ E3ó E4ọ E5ồ E6ổ E7ỗ E8ố E9ộ"
    " EAờ EBở ECỡ EDớ EEợ EFù F1ủ F2ũ F3ú F4ụ F5ừ F6ử F7ữ F8ứ F9ự FAỳ FBỷ FCỹ FDý FEỵ"
)
"""TCVN 5712:1993, VN3: letters of lower case with tones, and capitals without."""
_LETTER_OF = {int(pair[:2], 16): pair[2:] for pair in _TCVN3.split()}
_WORDS = re.compile(r"[^\W\d_]+")
_SAMPLE_WORDS = 4_000
_MOSTLY, _HARDLY = 0.7, 0.5


def text_of(data: bytes) -> str | None:
    """What the bytes of a text say; None where no way of reading gives Vietnamese, or they are no
    text. What a byte order mark or UTF-8 vouches for is read as it stands."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(data, "utf-16")
    whole = None if b"\0" in data else _decoded(data, "utf-8-sig")
    if whole is not None:
        return whole
    if b"\0" in data:
        even, odd = data[::2].count(0), data[1::2].count(0)
        guesses = [_decoded(data, "utf-16-le" if odd > even else "utf-16-be")]
    else:
        guesses = [from_tcvn3(data.decode("latin-1")), _decoded(data, "cp1258")]
    best = max(filter(None, guesses), key=share_of_syllables, default=None)
    return best if best and share_of_syllables(best) >= _MOSTLY else None


def in_unicode(cells: Iterable[str]) -> Callable[[str], str] | None:
    """How to make Unicode of cells that are TCVN3 shown as Latin letters; None where they are
    not."""
    sample = " ".join(islice((cell for cell in cells if not cell.isascii()), _SAMPLE_WORDS))
    if not sample or share_of_syllables(sample) >= _HARDLY:
        return None
    return from_tcvn3 if share_of_syllables(from_tcvn3(sample)) >= _MOSTLY else None


def from_tcvn3(text: str) -> str:
    """TCVN3 shown as Latin-1, in Unicode; other letters stay."""
    return unicodedata.normalize("NFC", text).translate(_LETTER_OF)


def share_of_syllables(text: str) -> float:
    """How many of the words with letters beyond ASCII can be Vietnamese syllables, 0 to 1; 1 where
    there is no such word."""
    words = (found[0] for found in _WORDS.finditer(unicodedata.normalize("NFC", text)))
    marked = list(islice((word for word in words if not word.isascii()), _SAMPLE_WORDS))
    legal = sum(is_syllable(word.casefold()) for word in marked)
    return legal / len(marked) if marked else 1.0


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return unicodedata.normalize("NFC", data.decode(encoding))
    except UnicodeDecodeError:
        return None
