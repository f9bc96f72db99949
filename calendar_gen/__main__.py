"""Lets `python -m calendar_gen` stand for the installed command."""

from calendar_gen.cli import main

if __name__ == "__main__":
    main(prog_name="calendar-gen")
