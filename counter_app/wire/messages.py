"""The frozen messages of `/api/v1`. What they mean stands in the package's docstring."""

from enum import StrEnum

import msgspec

from counter_app.cases.actions import Action, Content
from counter_app.cases.audit import AuditHead

PROTOCOL = 2
"""1 was that of the trials; from 2 on a counter and a server one version apart talk."""
BATCH_ACTIONS = 2000
"""Actions in one push or pull; many, because each commit of an encrypted store costs its pages."""
BATCH_BYTES = 4 << 20
"""A batch is closed when it is larger than this; one action alone may be larger."""
LARGEST_BODY = 16 << 20
"""Of a push."""
LARGEST_CONTACT = 256 << 10
"""Of an enrol whose head shows the proof."""
LARGEST_QUESTION = 128 << 10
"""Of a pull, and of an enrol that shows its proof in the body only."""
MOST_FORMERS = 20
MOST_INCARNATIONS = 100
"""Of former enrolments in one first contact, and of chains of each; the latest are named."""

MOST_NOTED = 5
"""Places of one log that are told back to its owner, the latest, one of each of its lives."""


class Verdict(StrEnum):
    """What became of a pushed action."""

    APPLIED = "applied"
    REPEATED = "repeated"
    REFUSED = "refused"
    CONFLICT = "conflict"


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What every answer says of the server and of the asking device."""

    server: str
    """The server's identity (16 hex digits), the same as in the enrolment string."""
    epoch: str
    """Minted anew when the server's store is made or restored (16 hex digits)."""
    time: str
    """The server's time, ISO 8601 with zone."""
    acknowledged: int = 0
    numbers: dict[str, int] = {}
    protocol: int = 1
    """What the server speaks; absent in answers of 0.1."""
    program: str = ""
    """The server's version."""
    seal: str = ""
    """The asking device's own seal, where its string had none."""
    anchor: bytes = b""
    """The trust anchor that comes next, so that it is known before the old one ends."""
    standing: tuple[str, ...] = ()
    """What the administrator should settle of the asking device: `contested` (another counter came
    with its string), `cloned` (two copies of its store speak by turns)."""
    versions: dict[str, str] = {}
    """What is in force at the server: `policy` and `wording`, each a version; fetched by hash."""
    people: str = ""
    """Who signs in at this server: empty for nobody in the asking device's region yet, `staff`, or
    `trial` where it is a trial for good."""
    audit_told: tuple[AuditHead, ...] = ()
    """The end of the server's audit, and what it has at the places that the device has noted;
    where the push told the counter's."""
    audit_noted: tuple[AuditHead, ...] = ()
    """Places of the asking device's audit as the server has noted them."""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Why an action was refused or collides, for a person: never with personal data."""

    code: str
    message: str
    advice: str = ""


class FormerDevice(msgspec.Struct, frozen=True, kw_only=True):
    """What this counter was before it got another string; whoever has the proof had the seed."""

    device: str
    county: str
    window: str
    region: str
    label: str
    proof: str
    """`cases.keys.enrolment_proof` of the former seed."""
    receipt_key: str
    """`cases.keys.receipt_key` of the former seed, in hex."""
    incarnations: list[str]
    """The chains of that device which lie in this counter's store."""
    secret: str = ""
    """That device's secret, present or former: a chain that the server knows moves only with it."""
    seal: str = ""
    """The seal of that string: without it a server that has forgotten the device stays so."""
    kind: str = "window"
    server: str = ""
    """Whose string it was; empty: that of the server which is asked."""


class EnrolRequest(msgspec.Struct, frozen=True, kw_only=True):
    """First contact."""

    device: str
    incarnation: str
    proof: str
    """`cases.keys.enrolment_proof(seed)`."""
    secret: str
    """Minted by the counter: 32 random bytes, base64url."""
    program: str = ""
    """Version of the counter, for the administrator's list."""
    former: list[FormerDevice] = []
    protocol: int = PROTOCOL


class EnrolAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The device is known from now on."""

    head: Head


class PushRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A batch of actions with their contents beside them."""

    incarnation: str
    """The counter's present incarnation: what `Head.acknowledged` answers for."""
    program: str = ""
    """Version of the counter, in the first push of a run."""
    next_secret: str = ""
    """The device's secret from its first use on; the present one holds until then."""
    audit_told: tuple[AuditHead, ...] = ()
    """The end of the counter's audit, and what it has at the places that the server has noted;
    in the first push of a run."""
    audit_noted: tuple[AuditHead, ...] = ()
    """Places of the server's audit as this counter has noted them."""
    given_up: list[str] = []
    """Ids of these actions that are decisions which the server has refused before: they come so
    that the chain goes on, and are not to be judged by a server that has forgotten them."""
    actions: list[Action]
    contents: list[Content]


class Ordered(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where an action stands in its stream, and since when, as the server took it in."""

    order: int
    """Its position in the stream: what a case is, follows from its actions in this order."""
    server_at: str
    """The server's time, ISO 8601; within a stream it never goes back."""
    seal: str
    """HMAC-SHA-256 under a key of the server over the action's hash, stream and both of these;
    what it means is the server's affair alone."""


class Answer(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The verdict on one action."""

    action_id: str
    verdict: Verdict
    problem: Problem | None = None
    ordered: Ordered | None = None
    """Of what was taken in; servers of 0.2 say nothing of it."""


class PushAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """One answer an action, in the order of the request."""

    head: Head
    answers: list[Answer]


class PullRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Asks for what is new since `cursor`."""

    incarnation: str
    cursor: str = ""
    limit: int = BATCH_ACTIONS
    cases: dict[str, str] = {}
    """Of a desk: case → what it holds of it (`wire.holding`), as far as the server took it in."""


class PullAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Actions of others; `more` says that asking again at once is worth it."""

    head: Head
    actions: list[Action]
    contents: list[Content]
    cursor: str
    more: bool = False
    held: dict[str, str] = {}
    """On the last page: stream → what one who has fetched all of it holds (`wire.holding`)."""
    ordered: list[Ordered] = []
    """Of each of `actions`, in their order; empty from servers of 0.2."""
    claimed: list[str] | None = None
    """To a desk: the cases that may lie there now; it erases all others."""


class DocumentsRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Asks for the texts of versions, `have` being left out."""

    incarnation: str
    want: list[str] = []
    """Versions by name; those in force are answered without being named."""
    have: list[str] = []


class DocumentsAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What of them is known."""

    head: Head
    documents: dict[str, str]
    """Version → text, whose hash is the version."""


class OrdersRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Asks where actions stand that were taken in before the server said so."""

    incarnation: str
    actions: list[str]
    """Their ids, at most `BATCH_ACTIONS`."""


class OrdersAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Of each of them, in order; nothing of what the server does not have."""

    head: Head
    orders: list[Ordered | None]


class HandBackRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What a counter holds and a restored server has lost, one's own and others'."""

    incarnation: str
    actions: list[Action]
    ordered: list[Ordered]
    """What the server said of each of them, in their order."""
    contents: list[Content]


class ErrorAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A request that was not answered; `code` as in the package's docstring."""

    code: str
    message: str
    advice: str = ""
    number: int = 0
    """What the text counts: tries that are left, minutes to wait."""
    head: Head | None = None


def credential(device: str, secret: str) -> str:
    """Value of the `Authorization` header."""
    return f"Bearer {device}.{secret}"


def read_credential(header: str) -> tuple[str, str] | None:
    """Device and secret of the header, or None."""
    scheme, _, rest = header.partition(" ")
    device, dot, secret = rest.strip().partition(".")
    return (device, secret) if scheme == "Bearer" and dot and device and secret else None
