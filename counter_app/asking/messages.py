"""The sentences of the checks, in the clerk's words: what is wrong, then what to do.

A reader's own sentence (`kinds`) follows the field's name; the others stand here.
"""

from counter_app.asking.fields import FieldSpec

_CHOSEN = {"choice", "choices", "type", "departments", "boolean", "details"}


def missing(spec: FieldSpec) -> str:
    """What to say of a required value that is not there."""
    if spec.ask.absent == "asset_blank":
        return f"{spec.name}未填，没有就按 0 填“无”"
    if spec.ask.absent == "commitment_unsigned":
        return COMMITMENT_UNSIGNED
    verb = "选，请选择" if spec.kind in _CHOSEN else "填，请填写"
    return f"{spec.name}未{verb}"


def authorization_missing(place: int) -> str:
    """What to say of the person at a place of the household, the applicant being 0."""
    who = f"第 {place} 位家庭成员" if place else "申请人"
    return f"{who}未定查询授权，请签授权或记拒绝"


COMMITMENT_UNSIGNED = "承诺书未签，请承诺人签名并写日期"
INCOMPLETE = {
    "commitment_unsigned": COMMITMENT_UNSIGNED,
    "proxy_incomplete": "代填（办）人信息不全，请补齐",
}
UNKNOWN_FIELD = "表中没有“{key}”这一项，请删去"
NOT_AN_OBJECT = "{name}应是一组内容，请重新录入"
NOT_A_LIST = "{name}应是一个列表，请重新录入"
WRONG_ELEMENT = "{name}中有一项不对，请重新录入"
LATER_THAN_APPLIED = "{name}晚于申请日期，请核对"
LATER_THAN_TODAY = "{name}晚于今天，请核对"
END_BEFORE_START = "缴存止月早于起月，请核对"
SEX_MISMATCH = "性别与身份证号不符，请核对"
DUPLICATE_PERSON = "身份证号与前面的人相同，请核对"
BIRTH_DATE_BESIDE_NUMBER = "身份证号已含出生日期，请清空此项"
OTHER_NUMBER_LENGTH = "证件号码应为 5 至 30 个字，请核对"
ASSET_CONTRADICTION = "{name}填了“无”又有明细，请改其一"
