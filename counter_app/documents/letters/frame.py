"""The anatomy that all letters share: head, number, addressee, QR, seal, 送达 block, foot.

What a kind says for itself is its body; here it becomes a whole letter. Must not set type.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from counter_app.basics.catalogue.papers import ADDRESS_TOO_LONG
from counter_app.basics.errors import CounterError
from counter_app.documents.foot import digest_of, part_code, short_name
from counter_app.documents.letters.acceptance import acceptance, provisional
from counter_app.documents.letters.body import Body
from counter_app.documents.letters.correction import correction, supplement
from counter_app.documents.letters.decline import decline
from counter_app.documents.letters.deferral import notice, promise
from counter_app.documents.letters.delivery import proof_of_delivery
from counter_app.documents.letters.ending import ending
from counter_app.documents.letters.guide import guide
from counter_app.documents.letters.inquiry import inquiry
from counter_app.documents.letters.of_clock import extended, stopped
from counter_app.documents.letters.refusal import announcement
from counter_app.documents.letters.result import result
from counter_app.documents.letters.returned import returned
from counter_app.documents.letters.sheet import Delivery, Foot, Scan, Seal, Sheet, chinese_day
from counter_app.documents.letters.to_json import sheet_json
from counter_app.documents.letters.view import WAYS, LetterView
from counter_app.documents.letters.withdrawal import return_list, withdrawal
from counter_app.documents.letters.words import COMMON, Words, line
from counter_app.documents.qr import MAX_ADDRESS, code_of
from counter_app.documents.view import Copy
from counter_app.documents.wording import Wording
from counter_app.forms.display import day
from counter_app.rules.letter_kinds import Letter

_OWNER = 14
"""Ems of a name in the head of later pages."""

BODIES: Mapping[Letter, Callable[[Words], Body]] = {
    Letter.ACCEPTANCE: acceptance,
    Letter.PROVISIONAL_ACCEPTANCE: provisional,
    Letter.CORRECTION: correction,
    Letter.SUPPLEMENT_RECEIPT: supplement,
    Letter.DECLINE: decline,
    Letter.ENDING: ending,
    Letter.WITHDRAWAL: withdrawal,
    Letter.RETURN_LIST: return_list,
    Letter.DEFERRAL_PROMISE: promise,
    Letter.DEFERRAL_NOTICE: notice,
    Letter.PROOF_OF_DELIVERY: proof_of_delivery,
    Letter.INQUIRY: inquiry,
    Letter.CORRECTION_GUIDE: guide,
    Letter.REVIEW_RETURN: returned,
    Letter.STOP: stopped,
    Letter.EXTENSION: extended,
    Letter.REFUSAL_ANNOUNCEMENT: announcement,
    Letter.RESULT: result,
}


def letter_data(letter: Letter, view: LetterView, copy: Copy) -> dict[str, object]:
    """Everything that `letter.typ` sets."""
    return sheet_json(letter_sheet(letter, view, copy))


def letter_sheet(letter: Letter, view: LetterView, copy: Copy) -> Sheet:
    """A whole letter. CounterError for an address too long for its QR."""
    words = Words(str(letter), view)
    body = BODIES[letter](words)
    made = Sheet(
        title=words.title,
        bureau=words.bureau,
        number=(words.common("number"), view.number or words.common("not_numbered")),
        official=view.official,
        addressee=line(words.common("addressee", name=view.applicant.name))
        if body.addressed
        else (),
        again=words.title + words.common("again"),
        owner=short_name(view.applicant.name, _OWNER),
        narrow=body.narrow,
        blocks=body.blocks,
        scan=_scan(words, body, copy) if body.scanned else None,
        seal=_seal(words, body) if body.seal else None,
        delivery=_delivery(words, body) if body.delivered else None,
        copies=_copies(words, body),
        foot=Foot((), "", ""),
        across=_across(words, copy),
        note=words.text("note", section="trial") if view.trial else "",
    )
    return replace(made, foot=_foot(words, digest_of(sheet_json(made))))


def _across(words: Words, copy: Copy) -> str:
    """样张 over what was not issued, 作废 over what is void, 试用 over what a trial issued."""
    if copy is not Copy.FINAL:
        return Wording({}).across
    if words.view.void:
        return words.common("void")
    return words.text("across", section="trial") if words.view.trial else ""


def _scan(words: Words, body: Body, copy: Copy) -> Scan:
    view, hall = words.view, words.view.hall
    address = view.address
    if copy is not Copy.FINAL and not address.endswith("/r/sample"):
        address = Wording({}).text("sample", "address")
    if len(address.encode()) > MAX_ADDRESS:
        raise CounterError(ADDRESS_TOO_LONG, length=len(address.encode()), limit=MAX_ADDRESS)
    consult = "、".join(hall.consult_phones)
    if not consult and hall.city_phone:
        consult = words.common("of_city", phone=hall.city_phone)
    unknown = words.common("ask_window")
    contacts = [
        (words.common("consult"), consult or unknown),
        (words.common("complain"), "、".join(hall.complaint_phones) or unknown),
    ]
    if hall.address:
        contacts.append((words.common("address"), hall.address))
    if view.clerk:
        window = f"{hall.name}{view.window_label}"
        handler = words.common("handler_text", clerk=view.clerk, window=window)
        contacts.append((words.common("handler"), handler if window else view.clerk))
    caption = body.caption or words.common("caption")
    return Scan(code_of(address), caption, view.short_code, tuple(contacts))


def _seal(words: Words, body: Body) -> Seal:
    dated = words.view.dated
    if dated is None:
        said = ""
    elif words.common("date_style") == "chinese":
        said = chinese_day(dated)
    else:
        said = day(dated)
    return Seal(words.bureau, said, words.common(body.seal))


def _delivery(words: Words, body: Body) -> Delivery:
    def said(name: str) -> tuple[str, ...]:
        return words.texts(name, section="delivery")

    return Delivery(
        way=words.text("way", section="delivery"),
        ways=words.ways(WAYS[:-1]),  # a public notice is no sheet that is handed over
        recipient=said("recipient"),
        time=words.text("time", section="delivery"),
        deliverer=said("deliverer"),
        substitute=said("substitute"),
        date_words=words.texts("date_words", COMMON),
        refusal=said("refusal") if body.may_be_refused else (),
    )


def _copies(words: Words, body: Body) -> str:
    sentences = [body.copies or words.common("copies", title=words.title)]
    if words.view.replaces:
        replaces = words.common("replaces", title=words.title, number=words.view.replaces)
        sentences.append(replaces)
    return "".join(sentences)


def _foot(words: Words, digest: str) -> Foot:
    view = words.view
    form = f"{words.common('form')} {words.text('form')} {words.common('form_version')}"
    left = [form]
    if view.policy:
        left.append(f"{Wording({}).text('foot', 'policy')} {view.policy}")
    code = part_code(view.short_code, view.part, digest)
    return Foot(tuple(left), code, code)
