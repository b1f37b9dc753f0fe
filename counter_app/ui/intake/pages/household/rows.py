"""What stands in the table of members: values, what an ID number tells, errors. Pure reading."""

from counter_app.asking.tidy import amount, thousands
from counter_app.forms.drafts.draft import MEMBERS
from counter_app.forms.household import Applicant, IdKind, Member, Relation
from counter_app.forms.people import age, born, sex_of
from counter_app.intake.household_ages import people
from counter_app.intake.spec_of import get_spec
from counter_app.rules.ages import is_minor
from counter_app.rules.policy import Policy
from counter_app.ui.intake.session import DraftSession
from counter_app.ui.widgets.fields.message import NOTHING, Message
from counter_app.ui.widgets.glyphs import Glyph
from counter_app.ui.widgets.tables.cells import Cell, Column, Row
from counter_app.ui.widgets.theme.tokens import Token

FIELDS = ("name", "relation", "id_number", "employer", "monthly_income")
"""The asked fields in the order of the columns, from the second column on."""

COLUMNS = (
    Column("", 28),
    Column("姓名", 100),
    Column("与本人关系", 96),
    Column("身份证号", 212),
    Column("工作单位"),
    Column("月收入 (元)", 108, right=True),
)
_INCOME_MISSING = "没有填 0"
_NO_EMPLOYER = "没有填“无”"
_NEW_ROW = "没有更多的人，按 Enter 继续"
_KINDS = dict(IdKind.options())
_RELATIONS = dict(Relation.options())


def member_key(member: str, field: str) -> str:
    """The draft key of a member's field."""
    return f"{MEMBERS}.{member}.{field}"


def rows(session: DraftSession, policy: Policy, *, with_new: bool) -> list[Row]:
    """The applicant, the members, and where one is being added an empty row."""
    judged = people(session)
    found = [_applicant(session, judged.get(session.draft.applicant_uuid), policy)]
    for place, member in enumerate(session.draft.rows.get(MEMBERS, ()), start=1):
        found.append(_member(session, member, place, judged.get(member), policy))
    if with_new:
        number = Cell(str(len(found)), tone=Token.SECOND, size=14)
        empty = (Cell(),) * (len(FIELDS) - 1)
        found.append((number, Cell(second=Message(_NEW_ROW)), *empty))
    return found


def is_resident(session: DraftSession, member: str) -> bool:
    """Whether the member's paper is an ID card, as it is where nothing else is chosen."""
    return session.text(member_key(member, "id_kind")) in ("", IdKind.RESIDENT)


def _applicant(session: DraftSession, person: Applicant | Member | None, policy: Policy) -> Row:
    def cell(field: str, second: Message = NOTHING) -> Cell:
        return Cell(_shown(session, f"applicant.{field}"), second, tone=Token.SECOND)

    return (
        Cell(),
        cell("name"),
        Cell("本人", tone=Token.SECOND),
        cell("id_number", _told(person, session, policy)),
        cell("employer"),
        cell("monthly_income"),
    )


def _member(
    session: DraftSession,
    member: str,
    number: int,
    person: Applicant | Member | None,
    policy: Policy,
) -> Row:
    cells = []
    for field in FIELDS:
        key = member_key(member, field)
        message = bare(session.message(key), key)
        if message == NOTHING and field == "id_number":
            message = _told(person, session, policy)
        cells.append(Cell(_shown(session, key), message, strong=field == "name"))
    return (Cell(str(number), tone=Token.SECOND, size=14), *cells)


def hint(session: DraftSession, member: str, field: str) -> Message:
    """What is said under the cell that has the keyboard while nothing else is."""
    if field == "employer":
        return Message(_NO_EMPLOYER)
    if field == "monthly_income":
        return Message(_INCOME_MISSING)
    if field == "id_number" and (not member or is_resident(session, member)):
        return Message("没有身份证按 Alt+K")
    return Message("键入拼音首字母，如 zn") if field == "relation" else NOTHING


def _shown(session: DraftSession, key: str) -> str:
    text = session.text(key)
    if key.endswith(".monthly_income"):
        return thousands(amount(text))
    return _RELATIONS.get(text, text) if key.endswith(".relation") else text


def _told(person: Applicant | Member | None, session: DraftSession, policy: Policy) -> Message:
    """Sex and age, and what is worth knowing beside them."""
    if person is None:
        return NOTHING
    sex, birth = sex_of(person), born(person)
    applied_on = session.review.judged.application.__dict__.get("applied_on")
    words = [sex.label] if sex else []
    if birth is not None and applied_on:
        words.append(f"{age(birth, applied_on)} 岁")
        if is_minor(policy, age(birth, applied_on), applied_on):
            words.append("未成年")
    kind = person.__dict__.get("id_kind")
    if kind not in (None, IdKind.RESIDENT):
        words.insert(0, _KINDS[kind])
    return Message("，".join(words))


def bare(message: Message, key: str) -> Message:
    """The message without the field's name, which stands above or before it anyway."""
    return Message(message.text.removeprefix(get_spec(key).name), message.glyph)


def is_wrong(cell: Cell) -> bool:
    """Whether the cell is told to be wrong."""
    return cell.second.glyph is Glyph.WRONG
