"""Long texts in pieces: a rule may cost the square of a length, and a file may hold any text.

A piece has room for all that one rule looks at together, and begins within the piece before. Pure;
may call nothing.
"""

PIECE_LENGTH, OVERLAP = 2048, 256


def split_long_text(text: str) -> list[str]:
    """Split a text at spaces into overlapping pieces, each once; most texts are a piece."""
    if len(text) <= PIECE_LENGTH:
        return [text]
    pieces: dict[str, None] = {}
    begin = 0
    while begin + PIECE_LENGTH < len(text):
        end = _find_space(text, begin + PIECE_LENGTH - OVERLAP, begin + PIECE_LENGTH)
        pieces[text[begin:end]] = None
        begin = _find_space(text, end - 2 * OVERLAP, end - OVERLAP)
    pieces[text[begin:]] = None
    return list(pieces)


def _find_space(text: str, first: int, last: int) -> int:
    """Find the last place behind a space in a part of a text; the end of the part without one."""
    return text.rfind(" ", first, last) + 1 or last
