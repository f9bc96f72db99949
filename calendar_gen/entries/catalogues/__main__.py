"""`python -m calendar_gen.entries.catalogues` compiles all catalogues after one was edited."""

from pathlib import Path

from calendar_gen.entries.catalogues.compiling import compiled

FOLDER = Path(__file__).parent


def main() -> None:
    """Write the .mo file beside each .po file."""
    for source in sorted(FOLDER.glob("*.po")):
        made = compiled(source.read_bytes(), source.stem, str(source))
        source.with_suffix(".mo").write_bytes(made)


if __name__ == "__main__":
    main()
