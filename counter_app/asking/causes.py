"""Why a value cannot be read, where its look says so: what follows the field's name.

What is told is what the clerk does next. Pure functions of a half-width text; must not judge.
"""

import re
from collections.abc import Iterable

_Looks = tuple[tuple[re.Pattern[str], str], ...]
_SCIENTIFIC = r"[0-9]+(?:\.[0-9]+)?E[+-]?[0-9]+"


def _looks(*rows: tuple[str, str]) -> _Looks:
    return tuple((re.compile(pattern, re.IGNORECASE), words) for pattern, words in rows)


_RESIDENT_ID = _looks(
    (_SCIENTIFIC, "像表格软件的科学记数，位数已丢，请照证件录入"),
    (r"[0-9]{15,18}\.[0-9]+", "像表格软件存的数字，末几位不可靠，请照证件录入"),
    (r"[0-9]{15}", "是 15 位旧号码，请照现行证件录入 18 位"),
    (r"[A-Z]{3}[0-9]{12}", "是旧版永久居留证，请填新证 18 位号码或改填护照"),
    (r"[0-9X]*[*]+[0-9X]*", "带星号，请照证件录入全部 18 位"),
    (r"[A-Z][A-Z0-9()]{4,13}", "像护照或通行证号码，请先改证件类型"),
)
_PHONE = _looks(
    (_SCIENTIFIC, "像表格软件的科学记数，位数已丢，请重新录入"),
    (
        r".*(?:转|分机|ext|x|#).*|0[0-9]{2,3}-?[0-9]{7,8}-[0-9]{1,6}",
        "带了分机号，请只填区号和总机号",
    ),
    (r"[^0-9]*1[3-9][0-9]{9}[^0-9]*1[3-9][0-9]{9}.*", "像是两个号码，请只填一个"),
    (r"0[0-9]{2,3}-?[0-9]{7,8}[^0-9-]+[0-9-]{7,}", "像是两个号码，请只填一个"),
    (r"[2-9][0-9]{6,7}", "座机缺区号，请补上区号"),
    (r"[48]00-?[0-9-]{7,8}", "是客服号码，请填本人的手机或座机"),
    (r"[0-9*]*[*]+[0-9]*", "带星号，请录入全部号码"),
)
_AMOUNT = _looks(
    (_SCIENTIFIC, "像表格软件的科学记数，请写全数字"),
    (r"-[0-9.,]+", "不能小于 0，请重新录入"),
    (r"[0-9][0-9., ]*,[0-9., ]*", "逗号只分千位，小数点请用“.”"),
    (r"[0-9.]+ [0-9. ]+", "数字中间有空格，请核对"),
    (r"[0-9.]+\s*[-~—–至到]\s*[0-9.]+.*", "只能填一个数，请核对"),
    (r"(?:约|大约|近).*|.*(?:左右|多|余)(?:元)?", "请填确切的数"),
    (r".*(?:年|年薪).*", "请换算成每月的数"),
    (r"[0-9.]+\s*(?:亩|公顷|尺|平方尺)", "单位应为平方米，请换算"),
    (r"[0-9.]+\s*[千百k万wＷ].*", "请写全数字，如 3200"),
    (
        r"(?:[$€£]|USD|HKD|EUR|美元|港币|欧元).*|.*(?:[$€£]|USD|HKD|EUR|美元|港币|欧元)",
        "应为人民币元，请换算",
    ),
    (r"[零〇一二三四五六七八九十百千万两壹贰叁肆伍陆柒捌玖拾佰仟元圆整]+", "请用数字填写，如 3200"),
)
_DAY = _looks(
    (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "没有这一天，请核对"),
    (r"[0-9]{5}(?:[.]0)?", "像表格软件的日期序号，请写年-月-日"),
    (r"[0-9]{4}[-./年][0-9]{1,2}月?|(?:19|20)[0-9]{4}", "缺日，应为年-月-日"),
    (r"[0-9]{6}|[0-9]{2}[-./年 ][0-9]{1,2}[-./月 ][0-9]{1,2}日?", "年份要写四位，如 2026-03-01"),
    (r"[0-9]{1,2}[-./ ][0-9]{1,2}[-./ ][0-9]{4}", "请按年-月-日的顺序写"),
    (r".*(?:农历|阴历|腊月|正月|冬月|初).*", "请换算成公历"),
)
_MONTH = _looks(
    (r"[0-9]{4}-[0-9]{2}", "没有这个月份，请核对"),
    (r"(?:19|20)[0-9]{2}年?", "缺月份，应为年-月"),
    (r"[0-9]{5}(?:[.]0)?", "像表格软件的日期序号，请写年-月"),
    (r"[0-9]{4}|[0-9]{2}[-./年 ][0-9]{1,2}月?", "年份要写四位，如 2026-03"),
    (r"[0-9]{1,2}[-./ ][0-9]{4}", "请按年-月的顺序写"),
    (r"至今|现在|目前", "至今就空着不填"),
)
_CREDIT_CODE = _looks(
    (_SCIENTIFIC, "像表格软件的科学记数，请照营业执照录入"),
    (r"[0-9]{15}", "是 15 位旧注册号；没有 18 位代码可不填"),
    (r"[0-9A-Z]{8}-?[0-9X]", "是组织机构代码；没有 18 位代码可不填"),
)


def of_resident_id(text: str) -> str:
    """Of a number that has not the shape of a resident's; nothing where only digits lack."""
    return _first(_RESIDENT_ID, text)


def of_phone(text: str) -> tuple[str, bool]:
    """Of a telephone, and whether the sentence names what it speaks of."""
    if text.startswith("1") and text.isascii() and text.isdigit() and len(text) not in (11, 22):
        told = f"只有 {len(text)} 位，请补足" if len(text) < 11 else f"有 {len(text)} 位，应为"
        return f"手机号{told} 11 位", True
    return _first(_PHONE, text) or "应为手机号或区号加座机号，请核对", False


def of_amount(text: str, places: int) -> str:
    """Of money or an area."""
    return _first(_AMOUNT, text) or f"应为数字，最多 {places} 位小数"


def of_day(text: str) -> str:
    """Of a date."""
    return _first(_DAY, text) or "应为年-月-日，如 2026-03-01"


def of_month(text: str) -> str:
    """Of a month."""
    return _first(_MONTH, text) or "应为年-月，如 2026-03"


def of_credit_code(text: str) -> str:
    """Of a code that has not 18 letters of the alphabet."""
    return _first(_CREDIT_CODE, text) or "应为 18 位，请对照营业执照"


def _first(looks: Iterable[tuple[re.Pattern[str], str]], text: str) -> str:
    return next((words for pattern, words in looks if pattern.fullmatch(text)), "")
