"""What the table of members says: values as shown, what an ID number tells, hints. Only reads."""

from counter_app.forms.drafts.draft import MEMBERS
from counter_app.forms.household import IdKind
from counter_app.forms.people import sex_of
from counter_app.intake.open_draft import OpenDraft
from counter_app.intake.said import NOTHING, Said
from counter_app.intake.spec_of import get_spec
from counter_app.intake.who import Who

FIELDS = ("name", "relation", "id_number", "employer", "monthly_income")
"""The asked fields in the order of the columns, from the second column on."""

_INCOME_MISSING = "没有填 0"
_NO_EMPLOYER = "没有填“无”"
_OF_A_CHILD = {"employer": "无", "monthly_income": "0.00"}
_CHILD = "未成年，Enter 填“无”和 0.00"
_CHILD_INCOME = "未成年，Enter 填 0.00"
_KINDS = dict(IdKind.options())


def member_key(member: str, field: str) -> str:
    """The draft key of a member's field."""
    return f"{MEMBERS}.{member}.{field}"


def is_resident(opened: OpenDraft, member: str) -> bool:
    """Whether the member's paper is an ID card, as it is where nothing else is chosen."""
    return opened.text(member_key(member, "id_kind")) in ("", IdKind.RESIDENT)


def offered(opened: OpenDraft, member: str, field: str) -> str:
    """What is offered of a child where nothing is typed: neither employer nor income."""
    if field not in _OF_A_CHILD or opened.text(member_key(member, field)):
        return ""
    return _OF_A_CHILD[field] if opened.review.household.is_minor(member) else ""


def take_offered(opened: OpenDraft, member: str, field: str) -> str:
    """Take what is offered from this field on, in one step; the last field that was filled."""
    fields = list(_OF_A_CHILD)
    taken = ""
    if not offered(opened, member, field):
        return taken
    with opened.together():
        for each in fields[fields.index(field) :]:
            if value := offered(opened, member, each):
                opened.put(member_key(member, each), value, whole=True)
                taken = each
    return taken


def hint(opened: OpenDraft, member: str, field: str) -> Said:
    """What is said under the cell that has the keyboard while nothing else is."""
    if offered(opened, member, field):
        return Said(_CHILD if field == "employer" else _CHILD_INCOME)
    if opened.text(member_key(member, field)):
        return NOTHING
    if field == "employer":
        return Said(_NO_EMPLOYER)
    if field == "monthly_income":
        return Said(_INCOME_MISSING)
    if field == "id_number" and (not member or is_resident(opened, member)):
        return Said("没有身份证按 Alt+K")
    return Said("键入拼音首字母，如 zn") if field == "relation" else NOTHING


def told(who: Who | None) -> Said:
    """Sex and age, and what is worth knowing beside them."""
    if who is None:
        return NOTHING
    sex = sex_of(who.block)
    words = [sex.label] if sex else []
    if who.age is not None:
        words.append(f"{who.age} 岁")
    if who.minor:
        words.append("未成年")
    kind = who.block.__dict__.get("id_kind")
    if kind not in (None, IdKind.RESIDENT):
        words.insert(0, _KINDS[kind])
    return Said("，".join(words))


def bare(said: Said, key: str) -> Said:
    """The same without the field's name, which stands above or before it anyway."""
    return Said(said.words.removeprefix(get_spec(key).name), said.tone)
