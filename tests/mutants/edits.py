"""Small wrongs in the source of a family: one place off by one, or with the wrong sign.

Only what decides is touched, nothing that is merely said in a message.
"""

import ast
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from allocator.domain.quantity import WHOLE

OPPOSITE: dict[str, str] = {"lower": "upper", "upper": "lower"}
TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt,
    ast.Gt: ast.Lt,
    ast.LtE: ast.GtE,
    ast.GtE: ast.LtE,
}


class Edit(NamedTuple):
    """Another value for one field of a node."""

    node: ast.AST
    field: str
    value: object


def shifted(side: int | None, by: int) -> int | None:
    """What mutants call to move a number; a side that is open stays open."""
    return None if side is None else side + by


def dropped(tree: ast.AST) -> Iterator[Edit]:
    """Each row and each finding left out by itself."""
    for node in _deciding(tree):
        match node:
            case ast.Expr(ast.Call(func=ast.Attribute(attr="row" | "append"))):
                yield Edit(node, "value", ast.Constant(None))
            case ast.Expr(ast.Yield(ast.Call() | ast.JoinedStr() | ast.Tuple())):
                yield Edit(node, "value", ast.YieldFrom(ast.Tuple([], ast.Load())))
            case ast.ListComp(ast.Call(func=ast.Name("Violation")), [*_, each]):
                yield Edit(each, "ifs", [ast.Constant(False)])


def off_by_one(tree: ast.AST) -> Iterator[Edit]:
    """Comparisons, sides of rows and bounds moved by one, either way; what is barred has one."""
    for node in _deciding(tree):
        match node:
            case ast.Compare(comparators=[*middle, last]) if _compares_numbers(node):
                for by in _ones(node.left):
                    yield Edit(node, "comparators", [*middle, _moved(last, by)])
                    if middle:
                        yield Edit(node, "left", _moved(node.left, by))
            case ast.keyword(arg="lower" | "upper", value=side):
                yield from (Edit(node, "value", _moved(side, by)) for by in (-1, 1))
            case ast.Call(func=ast.Name("min"), args=[_, _, *_] as bounds):
                for by in (-1, 1):
                    yield Edit(node, "args", [_bound(one, by) for one in bounds])
            case ast.Call(func=ast.Name("any"), args=[ast.Name(series)]):
                yield Edit(node, "args", [_parsed(f"(value > 1 for value in {series})")])
            case ast.Assign(value=ast.DictComp(generators=[each]) as table) if each.ifs:
                yield Edit(node, "value", _barred_to_one(table, each))
            case ast.Assign(value=ast.SetComp(element, [each])) if each.ifs:
                everything = ast.comprehension(each.target, each.iter, [], 0)
                yield Edit(node, "value", ast.SetComp(element, [everything]))


def sign(tree: ast.AST) -> Iterator[Edit]:
    """Coefficients, sums, senses of rows and conditions turned round."""
    for node in _deciding(tree):
        match node:
            case ast.Compare(ops=ops) if _compares_numbers(node) and type(ops[0]) in TURNED:
                yield Edit(node, "ops", [TURNED[type(op)]() for op in ops])
            case ast.Call(func=ast.Attribute(attr="add" | "include"), args=[factor, term]):
                yield Edit(node, "args", [ast.UnaryOp(ast.USub(), factor), term])
            case ast.Call(func=ast.Attribute(attr="row"), keywords=keywords):
                if (turned := _turned_sides(keywords)) is not None:
                    yield Edit(node, "keywords", turned)
            case ast.BinOp(op=ast.Add() | ast.Sub()) if _adds_numbers(node):
                yield Edit(node, "op", ast.Sub() if isinstance(node.op, ast.Add) else ast.Add())
            case ast.AugAssign(op=ast.Add(), value=value) if _is_number(value):
                yield Edit(node, "op", ast.Sub())
            case ast.comprehension(ifs=[condition]):
                yield Edit(node, "ifs", [ast.UnaryOp(ast.Not(), condition)])
            case ast.UnaryOp(op=ast.Not(), operand=condition):
                yield Edit(node, "operand", ast.UnaryOp(ast.Not(), condition))


def _ones(left: ast.expr) -> tuple[int, int]:
    """One, either way, in the unit of a comparison: of what stands left of a scale."""
    match left:
        case ast.BinOp(left=ast.Name("WHOLE"), op=ast.Mult()):
            return -WHOLE, WHOLE
        case _:
            return -1, 1


def _moved(number: ast.expr, by: int) -> ast.expr:
    return ast.Call(ast.Name("shifted", ast.Load()), [number, ast.Constant(by)], [])


def _bound(number: ast.expr, by: int) -> ast.expr:
    """Never below zero, which anything would tell."""
    return ast.Call(ast.Name("max", ast.Load()), [ast.Constant(0), _moved(number, by)], [])


def _parsed(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def _barred_to_one(table: ast.DictComp, each: ast.comprehension) -> ast.DictComp:
    """Bounds by key: those that were left out are kept with a bound of one."""
    bound, allowed = ast.unparse(table.value), ast.unparse(each.ifs[0])
    one = f"1 if isinstance({bound}, int) else [1] * len({bound})"
    return ast.DictComp(
        table.key,
        _parsed(f"{bound} if {allowed} else {one}"),
        [ast.comprehension(each.target, each.iter, [], 0)],
    )


def _turned_sides(keywords: Sequence[ast.keyword]) -> list[ast.keyword] | None:
    """Lower sides as upper ones and the reverse; None for an equation."""
    sides = [ast.dump(one.value) for one in keywords if one.arg in OPPOSITE]
    if len(sides) != len(set(sides)):
        return None
    return [ast.keyword(OPPOSITE.get(one.arg or "", one.arg), one.value) for one in keywords]


def _compares_numbers(node: ast.Compare) -> bool:
    """An order, or an inequality of amounts: not of words, nor of two names, which are codes."""
    match node:
        case ast.Compare(ops=[ast.NotEq()], comparators=[ast.Constant(str())]):
            return False
        case ast.Compare(ast.Name(), [ast.NotEq()], [ast.Name()]):
            return False
        case _:
            return isinstance(node.ops[0], ast.NotEq | ast.Lt | ast.LtE | ast.Gt | ast.GtE)


def _adds_numbers(node: ast.BinOp) -> bool:
    return _is_number(node.left) and _is_number(node.right)


def _is_number(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value):
            return isinstance(value, int)
        case ast.Call(func=ast.Name(name)):
            return name in {"len", "max", "min", "sum"}
        case _:
            return isinstance(node, ast.Name | ast.Attribute | ast.Subscript | ast.BinOp)


def _deciding(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node but those of texts and of what is made for texts alone."""
    spoken = _spoken_names(tree) if isinstance(tree, ast.FunctionDef) else frozenset()
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.JoinedStr() | ast.keyword(arg="message"):
                pass
            case ast.Assign(targets=[ast.Name(name)]) if name in spoken:
                pass
            case _:
                yield node
                yield from _deciding(node)


def _spoken_names(function: ast.FunctionDef) -> frozenset[str]:
    """Names that are read in texts and nowhere else."""
    texts = [node for node in ast.walk(function) if isinstance(node, ast.JoinedStr)]
    said = Counter(name for text in texts for name in _read(text))
    read = Counter(_read(function))
    return frozenset(name for name, times in said.items() if read[name] == times)


def _read(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
