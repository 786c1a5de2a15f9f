"""Arithmetic of measurements: `100 * {S-Go} / {N-Me}`, read safely and evaluated on arrays."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from engine.errors import EngineError
from engine.measurements.geometry import Values

_SYMBOL = re.compile(r"\{([^{}]*)\}")
_PLACE = "measured_"  # stands for a symbol while Python reads the text
_LONGEST = 1000  # characters
_OPERATORS: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "abs": np.abs,
    "max": np.maximum,
    "min": np.minimum,
    "sign": np.sign,
}
_ARITY = {"abs": 1, "max": 2, "min": 2, "sign": 1}


@dataclass(frozen=True, slots=True)
class Expression:
    """A formula that was understood; `symbols` are the measurements in it."""

    text: str
    symbols: tuple[str, ...]
    _tree: ast.expr = field(compare=False, repr=False)

    @classmethod
    def parse(cls, text: str) -> Expression:
        """Understand + - * / ( ), numbers, abs, max, min, sign and {SYMBOL}. Raises `EngineError`."""
        symbols: list[str] = []

        def place(found: re.Match[str]) -> str:
            symbols.append(found[1].strip())
            return f"({_PLACE}{len(symbols) - 1})"

        try:
            tree = ast.parse(_SYMBOL.sub(place, text[:_LONGEST].strip()), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise EngineError(f"the formula {text!r} cannot be read") from error
        expression = cls(text, tuple(symbols), tree)
        if not symbols or len(text) > _LONGEST:
            raise EngineError(f"the formula {text!r} names no measurement in braces, or is too long")
        try:
            expression.evaluate({symbol: np.ones(1) for symbol in symbols})
        except OverflowError as error:
            raise EngineError(f"the formula {text!r} has a number beyond all measure") from error
        return expression

    def evaluate(self, values: Mapping[str, Values]) -> Values:
        """The value [V], of `values` by symbol."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(self._evaluated(self._tree, values), dtype=float)

    def _evaluated(self, node: ast.expr, values: Mapping[str, Values]) -> Any:
        match node:
            case ast.Constant(value=bool()):
                pass
            case ast.Constant(value=int() | float() as number):
                return np.float64(number)
            case ast.Name(id=name) if name.startswith(_PLACE):
                return values[self.symbols[int(name.removeprefix(_PLACE))]]
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -self._evaluated(operand, values)
            case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _OPERATORS:
                return _OPERATORS[type(sign)](self._evaluated(left, values), self._evaluated(right, values))
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if _ARITY.get(name) == len(
                arguments
            ):
                return _FUNCTIONS[name](*(self._evaluated(each, values) for each in arguments))
        raise EngineError(
            f"the formula {self.text!r} has more than + - * / ( ), numbers, abs, max, min, sign "
            "and {SYMBOL}"
        )

    def power(self, powers: Mapping[str, float | None]) -> float | None:
        """The power of a length that the result has: 0 for ratios and angles, 1 for mm.

        None: it changes with the unit of length in no single power (mm plus degrees), so it needs mm.
        `powers`: those of the symbols.
        """
        found = self._power(self._tree, powers)
        return None if found is None else float(found)

    def _power(self, node: ast.expr, powers: Mapping[str, float | None]) -> float | None:
        match node:
            case ast.Name(id=name):
                return powers[self.symbols[int(name.removeprefix(_PLACE))]]
            case ast.UnaryOp(operand=operand):
                return self._power(operand, powers)
            case ast.BinOp(left=left, op=sign, right=right):
                one, other = self._power(left, powers), self._power(right, powers)
                if one is None or other is None:
                    return None
                if isinstance(sign, ast.Mult | ast.Div):
                    return one + other if isinstance(sign, ast.Mult) else one - other
                return one if one == other else None
            case ast.Call(func=ast.Name(id="sign"), args=[argument]):
                return None if self._power(argument, powers) is None else 0.0
            case ast.Call(args=[first, *rest]):
                several = {self._power(each, powers) for each in (first, *rest)}
                return several.pop() if len(several) == 1 else None
        return 0.0
