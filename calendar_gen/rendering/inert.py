"""Text from rule files is data wherever it lands: without the characters that reach beyond it.

Those are controls, which HTML forbids, and the marks that turn the direction of what follows.
Direction is given by markup (`bdi`, `dir`), which ends where its element ends.
"""

_REACHING = {
    code: None
    for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    if code not in (0x09, 0x0A)
}


def inert(text: str) -> str:
    """`text` without control characters and direction overrides."""
    return text if text.isprintable() else text.translate(_REACHING)
