"""How a share of ownership is written and shown: `1/2` by hand, 0.5 in the form. Pure functions."""

from fractions import Fraction

from counter_app.asking.putting_right import amounts

__all__ = ["kept", "shown"]

_DENOMINATORS = 8
_NEAR = Fraction(1, 1_000_000)


def kept(typed: str) -> str:
    """`1/2` → `0.5`; a decimal stays."""
    return amounts.share(typed).text


def shown(share: str) -> str:
    """`0.5` → `1/2`, `0.333333` → `1/3`; what is no simple fraction stays as it is."""
    try:
        exact = Fraction(share)
    except (ValueError, ZeroDivisionError):
        return share
    simple = exact.limit_denominator(_DENOMINATORS)
    if simple.denominator == 1 or abs(simple - exact) > _NEAR:
        return share
    return f"{simple.numerator}/{simple.denominator}"
