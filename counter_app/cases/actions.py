"""The immutable record of one thing done to a case, and the names of the kinds.

An action holds references and salted hashes; personal content lies in a `Content` of its own,
which policy can erase without breaking the chain. Must not know how either is stored or sent.
"""

from enum import StrEnum

import msgspec

Scalar = str | int | bool | None


class Kind(StrEnum):
    """What was done; what each means is one row of `kinds`."""

    CASE_RECEIVED = "CaseReceived"
    FORM_SIGNED = "FormSigned"
    CONSENT_GIVEN = "ConsentGiven"
    MATERIAL_TAKEN = "MaterialTaken"
    DEFERRAL_PROMISED = "DeferralPromised"
    PAPER_SENT = "PaperSent"
    PAPER_CONFIRMED = "PaperConfirmed"
    RENUMBERED = "Renumbered"

    FORM_REVISED = "FormRevised"
    CONSENT_WITHDRAWN = "ConsentWithdrawn"
    MATERIAL_RETURNED = "MaterialReturned"
    CONTACT_CHANGED = "ContactChanged"
    ELECTRONIC_DELIVERY_AGREED = "ElectronicDeliveryAgreed"
    DELIVERED = "Delivered"
    WITHDRAWN = "Withdrawn"
    ANSWER_ENTERED = "AnswerEntered"
    MEND_REPORTED = "MendReported"
    HEARING_HELD = "HearingHeld"
    HANDED_OVER = "HandedOver"
    HAND_OVER_CONFIRMED = "HandOverConfirmed"

    STREET_SET = "StreetSet"
    NOTICE_GIVEN = "NoticeGiven"
    NOTICE_PROLONGED = "NoticeProlonged"
    ACCEPTED = "Accepted"
    DECLINED = "Declined"
    CONTENT_SETTLED = "ContentSettled"
    LETTER_VOIDED = "LetterVoided"

    DIFFERENCE_SETTLED = "DifferenceSettled"
    WAIVED = "Waived"
    OPINION_GIVEN = "OpinionGiven"
    RETURNED = "Returned"
    CLOCK_STOPPED = "ClockStopped"
    CLOCK_RESUMED = "ClockResumed"
    EXTENDED = "Extended"
    REFUSAL_ANNOUNCED = "RefusalAnnounced"
    REFUSED = "Refused"
    SENT_BACK = "SentBack"
    FILED = "Filed"
    ENDED = "Ended"
    REGISTER_SETTLED = "RegisterSettled"
    IDENTITY_CORRECTED = "IdentityCorrected"
    DAY_CORRECTED = "DayCorrected"
    TASK_SETTLED = "TaskSettled"

    PROPOSED = "Proposed"
    APPROVED = "Approved"
    PROPOSAL_SENT_BACK = "ProposalSentBack"

    REVIEW_OPENED = "ReviewOpened"
    STEP_REOPENED = "StepReopened"
    RETURN_SETTLED = "ReturnSettled"
    QUERY_ASKED = "QueryAsked"
    QUERY_ANSWERED = "QueryAnswered"
    QUERY_FAILED = "QueryFailed"
    QUERY_CANCELLED = "QueryCancelled"
    QUERY_DISCARDED = "QueryDiscarded"
    CONTESTED = "Contested"
    LETTER_KEPT = "LetterKept"
    DECISION_QUESTIONED = "DecisionQuestioned"
    DAY_DOUBTED = "DayDoubted"
    AUTHOR_DOUBTED = "AuthorDoubted"


class Role(StrEnum):
    """As what somebody acts."""

    CLERK = "clerk"
    WINDOW = "window"
    """The window's own account: batch commands, and what the program must do by itself."""
    SYSTEM = "system"
    """The server, in chains of its own."""
    COMMUNITY = "community"
    """Reviews first, for the streets that it is responsible for."""
    COUNTY = "county"
    COUNTY_LEAD = "county_lead"
    """Approves what two persons of a county must decide."""
    MUNICIPAL = "municipal"
    """Files, for the whole city."""
    OPERATOR = "operator"
    """Sees to the departments' queries: counts, never a case."""
    ADMINISTRATOR = "administrator"
    """Staff, devices, policy; no case."""
    AUDITOR = "auditor"
    """Reads who did and saw what; nothing else."""


class Action(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=False, gc=False):
    """One action. Its key is (device, incarnation, sequence) and, beside it, `action_id`.

    `sequence` is dense from 1 in each (device, incarnation). `stream` is the region at receipt.
    `at` is the desk's time, ISO 8601 with milliseconds and zone; nothing is ordered by it.
    `facts` are never personal; which a kind has stands in `kinds`.
    Its fields are frozen: the hash covers every one of them, so whatever is new is a fact or
    content.
    """

    device: str
    incarnation: str
    sequence: int
    action_id: str
    case_id: str
    stream: str
    kind: str
    window: str
    staff_id: str
    staff_name: str
    role: str
    at: str
    facts: dict[str, Scalar]
    previous: str
    """Hash of the action before it in the same device and incarnation; 64 zeros for the first."""
    content_hash: str
    """SHA-256(salt ‖ content) in hex; empty where the action has no content."""
    hash: str

    @property
    def key(self) -> tuple[str, str, int]:
        """Device, incarnation, sequence."""
        return self.device, self.incarnation, self.sequence

    def text(self, fact: str) -> str:
        """The fact as text; raises `KeyError` where it is not there."""
        return str(self.facts[fact])


class Content(msgspec.Struct, frozen=True, gc=False):
    """The erasable part of an action: raw JSON, byte for byte as it came, and its salt in hex."""

    action_id: str
    salt: str
    content: msgspec.Raw


class Entry(msgspec.Struct, frozen=True):
    """Content of what was done beside receipt.

    `entry` is the element of format 1 as it came (with `whole`: the value of the whole key, where
    it is not the list that it should be); `more` is what format 1 has no key for: pad or ink, why
    paper instead of sharing, who explained the consequence of a refusal, an attorney's document.
    """

    entry: msgspec.Raw
    more: dict[str, Scalar] = {}
