"""Telephones as people write them: +86, brackets, hyphens of all kinds. Pure functions."""

import re

from counter_app.asking.putting_right.right import Right, compact, unlabelled, whole
from counter_app.asking.readers import is_phone

_LABELS = (
    "联系电话",
    "手机号码?",
    "电话号码",
    "固定电话",
    "移动电话",
    "电话",
    "手机",
    "座机",
    "tel",
    "mobile",
)
_DASHES = re.compile("[-‐‑‒–—―−ー~.·/_]+")
_COUNTRY = re.compile(r"\(?(?:\+|00)86\)?-?|86-?(?=1[3-9][0-9]{9}$)|86-")
_AREA = re.compile(r"\(0?([0-9]{2,3})\)-?(?=[0-9]{7,8}$)")
_LOCAL = re.compile(r"(0[0-9]{2,3}-[0-9]{3,4})-([0-9]{4})")
_WITHOUT_ZERO = re.compile(r"(10|2[0-9]|[3-9][0-9]{2})-?([0-9]{7,8})")


def phone(typed: str) -> Right:
    """A telephone without its country and its signs; one that is still wrong stays as typed."""
    line = unlabelled(typed, *_LABELS)
    number = compact(line.text)
    if is_phone(number):
        return Right(number, line.told)
    for each in (_bare, _without_country):
        right = each(number)
        if is_phone(right.text):
            return line.then(right)
    return Right(compact(typed) if is_phone(compact(typed)) else typed.strip())


def _bare(number: str) -> Right:
    """Without signs between the digits: brackets around an area code become its hyphen."""
    if (plain := whole(number)).told:
        return plain
    if match := _AREA.match(number):
        return Right(f"0{match[1]}-{number[match.end() :]}", "已把括号换成“-”")
    dashed = _DASHES.sub("-", number).strip("-")
    if re.fullmatch(r"1[0-9]{2,}(?:-[0-9]{3,})+", dashed):
        return Right(dashed.replace("-", ""), "已去掉号码中的分隔号")
    if match := _LOCAL.fullmatch(dashed):
        return Right(f"{match[1]}{match[2]}", "已去掉号码中的分隔号")
    return Right(dashed, "已把分隔号换成“-”")


def _without_country(number: str) -> Right:
    """Without +86; an area code then gets the 0 that the country's number takes the place of."""
    dashed = _DASHES.sub("-", number)
    match = _COUNTRY.match(dashed)
    if not match:
        return Right(number)
    rest = dashed[match.end() :].replace("(0)", "0", 1)
    told = "已去掉国家码 86"
    if match := _AREA.match(rest):
        return Right(f"0{match[1]}-{rest[match.end() :]}", told)
    if match := _WITHOUT_ZERO.fullmatch(rest):
        return Right(f"0{match[1]}-{match[2]}", told)
    return Right(rest.replace("-", "") if rest.startswith("1") else rest, told)
