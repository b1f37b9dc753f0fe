"""GB 32100: the 18 characters of a 统一社会信用代码."""

from counter_app.asking import causes
from counter_app.asking.readers import invalid, read_number_text

_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_VALUE = {letter: value for value, letter in enumerate(_CREDIT_ALPHABET)}
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


def read_credit_code(value: object) -> str:
    """A code of the right letters with the right check character, upper-case."""
    text = read_number_text(value).upper()
    values = [_CREDIT_VALUE.get(letter, -1) for letter in text]
    if len(values) != 18 or -1 in values:
        raise invalid(causes.of_credit_code(text))
    if not _has_right_check(values):
        raise invalid("校验不符，请对照执照；照上无误可不填")
    return text


def is_credit_code(text: str) -> bool:
    """Whether a half-width text in capitals is a code."""
    values = [_CREDIT_VALUE.get(letter, -1) for letter in text]
    return len(values) == 18 and -1 not in values and _has_right_check(values)


def _has_right_check(values: list[int]) -> bool:
    total = sum(v * w for v, w in zip(values, _CREDIT_WEIGHTS, strict=False))
    return (31 - total % 31) % 31 == values[17]
