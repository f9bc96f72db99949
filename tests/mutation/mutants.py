"""`python mutants.py MODULE...`, in an environment that has cosmic-ray: every mutant, one a line.

A mutant is one small change that a slip of the hand could make: a number one off, a comparison that
takes its limit in or is turned round, `and` for `or`, a condition denied, a loop that is not run,
an error that is not caught. Left out are changes that cannot pass unseen, such as `+` made a `<<`:
they would only lift the score.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import parso.python.tree  # noqa: F401 - must come before cosmic-ray, which imports it in a ring
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

OPERATORS = (
    "NumberReplacer",
    "AddNot",
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "ExceptionReplacer",
    "ZeroIterationForLoop",
    "ReplaceUnaryOperator_Delete_Not",
    "ReplaceUnaryOperator_Delete_USub",
    *(
        f"ReplaceBinaryOperator_{change}"
        for change in (
            "Add_Sub",
            "Sub_Add",
            "Mul_Div",
            "Div_Mul",
            "FloorDiv_Mul",
            "Mod_FloorDiv",
            "Pow_Mul",
        )
    ),
    *(
        f"ReplaceComparisonOperator_{change}"
        for change in (
            "Eq_NotEq",
            "NotEq_Eq",
            "Lt_LtE",
            "Lt_GtE",
            "LtE_Lt",
            "LtE_Gt",
            "Gt_GtE",
            "Gt_LtE",
            "GtE_Gt",
            "GtE_Lt",
            "Is_IsNot",
            "IsNot_Is",
        )
    ),
)


def mutants(path: str) -> Iterator[dict[str, object]]:
    """The mutants of a module: the line that differs first, before and after, and the whole."""
    source = Path(path).read_text(encoding="utf-8")
    lines = source.splitlines()
    for name in OPERATORS:
        operator = get_operator(f"core/{name}")()
        places = sum(
            1 for node in ast_nodes(get_ast(source)) for _ in operator.mutation_positions(node)
        )
        for occurrence in range(places):
            mutated = mutate_code(source, operator, occurrence)
            after = mutated.splitlines()
            pairs = zip(lines, after, strict=True)
            number = next(n for n, (old, new) in enumerate(pairs) if old != new)
            yield {
                "module": path,
                "line": number + 1,
                "before": lines[number].strip(),
                "after": after[number].strip(),
                "mutated": mutated,
            }


if __name__ == "__main__":
    for module in sys.argv[1:]:
        for mutant in mutants(module):
            print(json.dumps(mutant))
