"""The command, as it is installed and for `python -m calendar_gen`.

What was asked before is told again, and what is asked plainly is answered, before the command line
is even imported.
"""

import gc
import os
import sys
import time

from calendar_gen.answers import Question
from calendar_gen.kept import users_folder

TOLD_AGAIN = (["forecast"],)
"""Commands whose answers are kept."""


def run(name: str | None = None) -> None:
    """Answer the command line of this process; `name` is that of the program, if it is another than
    that of its file.
    """
    question = _question()
    fault: BaseException | None = None
    if question is not None:
        try:
            if question.tell_again() or _answer_plainly(question):
                return
        except (OSError, KeyboardInterrupt) as error:
            fault = error
    from calendar_gen.cli import main

    main(prog_name=name, obj=fault or question)


def _answer_plainly(question: Question) -> bool:
    """Answers a plain question, and keeps what it told; whether it was one."""
    gc.disable()  # what an answer is made of is needed to its end, and runs in no circles
    from calendar_gen.plainly import answer

    found = answer(question.arguments[1:], question.today, question.folder)
    if found is None:
        return False
    question.tell(found.told)
    if found.states is not None:
        now = time.time_ns()
        question.keep(found.told, found.states, time.localtime(now // 1_000_000_000)[:3], now)
    gc.freeze()  # what is frozen is not looked through once more at the end
    return True


def _question() -> Question | None:
    """What is asked, if its answer may be kept."""
    arguments, folder = sys.argv[1:], users_folder()
    if folder is None or arguments[:1] not in TOLD_AGAIN or "--no-cache" in arguments:
        return None
    if os.name != "posix" or sys.stdout is None:
        return None
    asked_at = time.time_ns()
    today = time.localtime(asked_at // 1_000_000_000)[:3]
    try:
        return Question(arguments, today, asked_at, folder)
    except OSError:  # the current folder is gone, or the program's own
        return None


if __name__ == "__main__":
    run("calendar-gen")
