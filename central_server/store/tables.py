"""The server's tables.

Every key of a case's data begins with its stream, so that a store can be split by it; what lies
outside the streams is small: the server itself, devices, chains, refusals, numbers.

Personal content stands in `content` alone, one row an action, and can be erased there without
breaking a chain. Must not hold what can be computed, but for `case`, the one stored copy of state.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

metadata = MetaData()

_HASH = String(64)
_RANDOM64 = String(16)
_UUID = String(36)
_REGION = String(6)

server = Table(
    "server",
    metadata,
    Column("server", _RANDOM64, primary_key=True),
    Column("epoch", _RANDOM64, nullable=False),
    Column("state_version", Integer, nullable=False, server_default="1"),
    Column("anchor", LargeBinary),
    Column("next_anchor", LargeBinary),
    Column("commits", BigInteger, nullable=False, server_default="0"),
    Column("trial", Boolean, nullable=False, server_default=false()),
    Column("base", BigInteger, nullable=False, server_default="0"),
    Column("restoring_at", String(40)),
    Column("listed_by", String(40), nullable=False, server_default=""),
)
"""`trial`: of somebody trying the program alone, for good. `state_version`: of `cases.case_state`,
up to which all states were computed anew. `anchor`: the certificate that strings carry;
`next_anchor`: the one that answers announce. `commits`: how many transactions were written, see
`store.mark`. `base`: positions that are given now lie above it; `restoring_at`: since when the
counters hand back what the store has lost, see `restoring`. `listed_by`: the policy by which the
list columns of all cases were computed."""

server_key = Table(
    "server_key",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("key_id", String(16), nullable=False),
)
"""By which key of a name (`store.keys`) this store was last opened; never the key itself."""

device = Table(
    "device",
    metadata,
    Column("device", _RANDOM64, primary_key=True),
    Column("county", _REGION, nullable=False),
    Column("window", String(3), nullable=False),
    Column("region", _REGION, nullable=False),
    Column("label", String(100), nullable=False),
    Column("receipt_key", LargeBinary, nullable=False),
    Column("proof_hash", _HASH, nullable=False),
    Column("secret_hash", _HASH),
    Column("program", String(50), nullable=False, server_default=""),
    Column("added_at", String(40), nullable=False),
    Column("enrolled_at", String(40)),
    Column("contested_at", String(40)),
    Column("role", String(10), nullable=False, server_default="window"),
    Column("seal", String(100), nullable=False, server_default=""),
    Column("replaces", _RANDOM64),
    Column("revoked_at", String(40)),
    Column("revoked_why", String(200), nullable=False, server_default=""),
    Column("former_secret_hash", _HASH),
    Column("next_secret_hash", _HASH),
    Column("secret_at", String(40)),
    Column("seen_at", String(40)),
    Column("adopts", String(200), nullable=False, server_default=""),
    Column("incarnation", _RANDOM64, nullable=False, server_default=""),
    Column("came_back", Boolean, nullable=False, server_default=false()),
    Column("cloned_at", String(40)),
    Column("page_address", String(200), nullable=False, server_default=""),
)
"""One row an enrolment string. `contested_at`: a second counter came with the same string.
`role`: `window`, `desk`, or `system` for the server itself. `secret_at`: since when the secret
holds. `seen_at`: the last contact, noted once an hour. `window`: two digits, of a desk with a D
before them. `adopts`: former servers, blank-separated, whose devices the counter may bring along.
`incarnation`: the one that spoke last; `came_back`: another had spoken since it was last heard;
`cloned_at`: two of them speak by turns. `page_address`: where receipts and letters say that the
applicant's page is; empty for strings of before it was kept."""

chain = Table(
    "chain",
    metadata,
    *(Column(name, _RANDOM64, primary_key=True) for name in ("device", "incarnation")),
    Column("owner", _RANDOM64, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("hash", _HASH, nullable=False),
)
"""Up to where a chain was answered, the hash there, and the device that delivers it."""

number_known = Table(
    "number_known",
    metadata,
    Column("county", _REGION, primary_key=True),
    Column("window", String(2), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("running", BigInteger, nullable=False),
)
"""The highest running number that the server has seen of a window."""

case_number = Table(
    "case_number",
    metadata,
    Column("number", String(30), primary_key=True),
    Column("stream", _REGION, nullable=False),
    Column("case_id", _UUID, nullable=False),
)
"""Whose a number is, former numbers too. The first that comes keeps it."""

stream = Table(
    "stream",
    metadata,
    Column("stream", _REGION, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("server_at", String(40), nullable=False, server_default=""),
)
"""The counter row: bumped once a batch, as the last work of its transaction. `server_at`: the
latest time at which something was taken in here."""

late = Table(
    "late",
    metadata,
    Column("serial", BigInteger, primary_key=True, autoincrement=False),
    Column("stream", _REGION, nullable=False),
    Column("position", BigInteger, nullable=False),
)
"""What was handed back into a place behind which others may have fetched already, in the order in
which it came; emptied with each epoch."""

action = Table(
    "action",
    metadata,
    Column("stream", _REGION, primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("device", _RANDOM64, nullable=False),
    Column("incarnation", _RANDOM64, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("action_id", _UUID, nullable=False),
    Column("case_id", _UUID, nullable=False),
    Column("hall", _REGION, nullable=False),
    Column("hash", _HASH, nullable=False),
    Column("problem", String(30), nullable=False, server_default=""),
    Column("received_at", String(40), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("seal", String(22), nullable=False, server_default=""),
    UniqueConstraint("stream", "device", "incarnation", "sequence"),
    Index("action_of_hall", "stream", "hall", "position"),
    Index("action_of_case", "stream", "case_id", "position"),
    Index("action_by_id", "action_id"),
)
"""What was taken in. `hall`: the region of the hall that received the case. `body`: the action as
JSON. `problem`: the code of a conflict, else empty. `position`, `received_at` and `seal` are what
the wire calls `order`, `server_at` and `seal`; `seal` is empty in rows of before there were any."""

content = Table(
    "content",
    metadata,
    Column("stream", _REGION, primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("salt", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("desk", Boolean, nullable=False, server_default=false()),
)
"""The erasable part of the action at the same position: raw JSON as it came. `desk`: it goes to
nobody by pull, only to those who look at the case by name."""

refusal = Table(
    "refusal",
    metadata,
    *(Column(name, _RANDOM64, primary_key=True) for name in ("device", "incarnation")),
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", _HASH, nullable=False),
    Column("problem", String(30), nullable=False),
    Column("refused_at", String(40), nullable=False),
)
"""What was refused and not taken in since; its hash lets the chain go on."""

_LISTED = ("stream", "place", "due_on", "flags", "marks", "case_id")
_FILTERED = ("street", "received_on", "type")
case = Table(
    "case",
    metadata,
    Column("stream", _REGION, primary_key=True),
    Column("case_id", _UUID, primary_key=True),
    Column("hall", _REGION, nullable=False),
    Column("number", String(30)),
    Column("token", String(42), nullable=False),
    Column("state", LargeBinary, nullable=False),
    Column("matter", String(40), nullable=False, server_default="public_rental_housing"),
    Column("street", String(12), nullable=False, server_default=""),
    Column("place", String(20), nullable=False, server_default=""),
    Column("received_on", String(10), nullable=False, server_default=""),
    Column("received_by", _UUID, nullable=False, server_default=""),
    Column("due_on", String(10), nullable=False, server_default="9"),
    Column("notice_due_on", String(10), nullable=False, server_default=""),
    Column("flags", Integer, nullable=False, server_default="0"),
    Column("type", String(30), nullable=False, server_default=""),
    Column("marks", Integer, nullable=False, server_default="0"),
    Column("strokes", String(20), nullable=False, server_default=""),
    *(
        Column(name, Integer, nullable=False, server_default="0")
        for name in ("differences", "undecided", "findable")
    ),
    Index("case_of_token", "token"),
    Index("case_listed", *_LISTED, *_FILTERED),
    Index("case_of_receiver", "received_by", "due_on", "case_id"),
)
"""The current case as JSON of `cases.case_state.CaseState`. `number` is null while the one on
paper belongs to another case. From `street` on: what lists look for (`work.columns`), computed with
each change; the region is the stream. `place`: step or stage, empty where it was not computed
yet. From `type` on: what follows of contents (`work.sides`); `strokes`: a letter a department."""

held = Table(
    "held",
    metadata,
    *(Column(name, _REGION, primary_key=True) for name in ("stream", "hall")),
    *(Column(name, _RANDOM64, primary_key=True) for name in ("device", "incarnation")),
    Column("actions", BigInteger, nullable=False),
    Column("digest", _RANDOM64, nullable=False),
    Column("last", BigInteger, nullable=False),
)
"""How many actions of a chain lie in a stream and a hall, the sum of their hashes and the position
of the last one: what one who fetches must have got in the end is read off it, see `holdings`."""

case_place = Table(
    "case_place",
    metadata,
    Column("case_id", _UUID, primary_key=True),
    Column("stream", _REGION, nullable=False),
)
"""In which stream a case is: a case id is one case over all streams."""

policies = Table(
    "policies",
    metadata,
    Column("version", String(40), primary_key=True),
    Column("text", Text, nullable=False),
)
"""Every version of rules and wording that was ever in force here."""

staff = Table(
    "staff",
    metadata,
    Column("staff_id", _UUID, primary_key=True),
    Column("login", String(40), nullable=False, unique=True),
    Column("name", String(60), nullable=False),
    Column("verifier", String(200), nullable=False),
    Column("first", Boolean, nullable=False),
    Column("added_at", String(40), nullable=False),
    Column("locked_at", String(40)),
    Column("locked_why", String(200), nullable=False, server_default=""),
    Column("password_at", String(40), nullable=False),
)
"""Who may sign in. `login`: folded, as `people.staff` does. `verifier`: Argon2id of the password,
empty for the people of a trial, who have none. `first`: the password was given out by an
administrator and can do nothing but change itself. `password_at`: since when it holds."""

staff_role = Table(
    "staff_role",
    metadata,
    Column("staff_id", _UUID, primary_key=True),
    Column("role", String(20), primary_key=True),
    Column("region", _REGION, primary_key=True),
    Column("street", String(9), primary_key=True),
    Index("staff_of_region", "region", "role"),
)
"""What a person may be, and where. `street`: empty where the role is not bound to one."""

audit = Table(
    "audit",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("chain", _RANDOM64, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("at", String(40), nullable=False),
    Column("staff_id", _UUID, nullable=False),
    Column("role", String(20), nullable=False),
    Column("device", _RANDOM64, nullable=False),
    *(Column(name, String(20), nullable=False) for name in ("window", "did")),
    Column("case_id", _UUID, nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous", _HASH, nullable=False),
    Column("mac", _HASH, nullable=False),
)
"""`cases.audit`: who did, saw, sought and took out what. Never changed; each row in the transaction
of what it records. `chain`: the epoch in which it was written."""

audit_noted = Table(
    "audit_noted",
    metadata,
    *(Column(name, _RANDOM64, primary_key=True) for name in ("log_of", "noted_by", "chain")),
    Column("position", BigInteger, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("mac", _HASH, nullable=False),
    Column("proof", String(32), nullable=False),
    *(Column(name, String(40), nullable=False) for name in ("noted_at", "doubted_at")),
)
"""Places of audits: of devices' logs as noted here (`noted_by` empty), of this server's as devices
have noted them (`log_of` empty). `doubted_at`: since when the log is known to have gone back."""

_OF_SESSION = ("opened_at", "renewed_at", "expires_at")
session = Table(
    "session",
    metadata,
    Column("token_hash", _HASH, primary_key=True),
    Column("staff_id", _UUID, nullable=False),
    Column("device", _RANDOM64, nullable=False),
    *(Column(name, String(40), nullable=False) for name in _OF_SESSION),
    Column("ended_at", String(40)),
    Column("ended_why", String(20), nullable=False, server_default=""),
    Index("session_of_staff", "staff_id", "device", "opened_at"),
)
"""Who signed in, where and for how long; of the token its SHA-256 alone. Never deleted: what was
done without the line is judged by them later. `ended_why`: `signed_out`, `password`, `reset` or
`locked`."""

sign_in_tries = Table(
    "sign_in_tries",
    metadata,
    Column("what", String(10), primary_key=True),
    Column("key", _HASH, primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("since", String(40), nullable=False),
    Column("locked_until", String(40)),
    Index("sign_in_tries_by_age", "since"),
)
"""Wrong tries of late. `what`: `login` or `device`; `key`: SHA-256 of the login as it was typed
(somebody may have typed a password there), or the device. Of the applicant's page `receipt` and
`address`: SHA-256 of the token, HMAC of where somebody asks from."""

register_key = Table("register_key", metadata, Column("hmac", _HASH, primary_key=True))
"""What is locked while somebody's place in the register is judged."""

register = Table(
    "register",
    metadata,
    Column("hmac", _HASH, primary_key=True),
    Column("case_id", _UUID, primary_key=True),
    Column("stream", _REGION, nullable=False),
    Column("held_since", String(10), nullable=False),
    Index("register_of_case", "case_id"),
)
"""Who is held by which accepted case: an HMAC of the ID number, never the number."""

letter_series = Table(
    "letter_series",
    metadata,
    *(Column(name, String(60), primary_key=True) for name in ("office", "series")),
    Column("year", BigInteger, primary_key=True),
    Column("last", BigInteger, nullable=False),
)
"""How far the 文号 of an office, a subject and a year have got; its row is locked to give one."""

official_letter = Table(
    "official_letter",
    metadata,
    *(Column(name, String(60), primary_key=True) for name in ("office", "series")),
    Column("year", BigInteger, primary_key=True),
    Column("running", BigInteger, primary_key=True),
    Column("case_id", _UUID, nullable=False),
    Column("letter", String(40), nullable=False),
    Column("given_on", String(10), nullable=False),
    Index("official_of_case", "case_id"),
)
"""The register of 文号: which letter got which running number, so that none is unexplained."""

letter_owed = Table(
    "letter_owed",
    metadata,
    Column("case_id", _UUID, primary_key=True),
    Column("letter", String(40), primary_key=True),
    Column("stream", _REGION, nullable=False),
    Column("lease_until", String(40), nullable=False, server_default=""),
    Index("letter_owed_by_lease", "lease_until"),
)
"""Letters that the server has still to set, written with the decision that they tell.
`lease_until`: until then one process is at it."""

kept_letter = Table(
    "kept_letter",
    metadata,
    Column("case_id", _UUID, primary_key=True),
    Column("letter", String(40), primary_key=True),
    Column("sha256", _HASH, nullable=False),
    Column("pdf", LargeBinary, nullable=False),
    Column("set_at", String(40), nullable=False),
)
"""A letter as it was set, byte for byte; never set again."""

_TO_FIND = case.c.findable == 0
Index("case_to_find", case.c.findable, sqlite_where=_TO_FIND, postgresql_where=_TO_FIND)

case_found_by = Table(
    "case_found_by",
    metadata,
    Column("hmac", _HASH, primary_key=True),
    Column("case_id", _UUID, primary_key=True),
    Column("stream", _REGION, nullable=False),
    Index("case_found_by_case", "case_id"),
)
"""By what a case is found (`work.find`): HMACs of the applicant's folded name and of the last four
of the ID number, never either. Written behind what comes in, while `case.findable` is 0."""

claim = Table(
    "claim",
    metadata,
    Column("case_id", _UUID, primary_key=True),
    Column("stream", _REGION, nullable=False),
    Column("staff_id", _UUID, nullable=False),
    Column("place", String(40), nullable=False),
    Column("until", String(10), nullable=False),
    Column("device", _RANDOM64, nullable=False, server_default=""),
    Index("claim_of_staff", "staff_id"),
    Index("claim_at", "device"),
)
"""Who works at a case, and where: a desk holds it while that lasts (`work.claimed`). `place`: the
step and street at which it was claimed, elsewhere it does not hold; `until`: its last day. Erased
when it is released."""

department_query = Table(
    "department_query",
    metadata,
    Column("query_id", _UUID, primary_key=True),
    Column("stream", _REGION, nullable=False),
    *(Column(name, _UUID, nullable=False) for name in ("case_id", "person")),
    Column("item", String(60), nullable=False),
    Column("department", String(40), nullable=False),
    Column("subject", _HASH, nullable=False),
    Column("consent", _UUID, nullable=False),
    Column("made_at", String(40), nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempt", Integer, nullable=False),
    *(Column(name, String(40), nullable=False) for name in ("next_at", "lease_by", "lease_until")),
    Column("due_on", String(10), nullable=False),
    *(Column(name, String(40), nullable=False) for name in ("asked_at", "settled_at")),
    Column("took_ms", Integer, nullable=False),
    Column("outcome", String(40), nullable=False),
    Column("answer", _UUID, nullable=False),
    Column("twin", Integer, nullable=False, server_default="0"),
    Index("department_query_of_case", "case_id"),
    Index("department_query_due", "state", "next_at"),
    Index("department_query_of_department", "department", "state"),
    Index("department_query_leased", "lease_until"),
)
"""Questions to departments (`departments.rows`): one row each, kept when it is settled. Times are
empty where there are none. `lease_until`: until then one process is at it. `subject`: an HMAC."""

department_line = Table(
    "department_line",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("paused_at", String(40), nullable=False),
    Column("trouble", String(20), nullable=False),
    Column("since", String(40), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("next_at", String(40), nullable=False),
    Column("day", String(10), nullable=False),
    Column("used", Integer, nullable=False),
    Column("answered_at", String(40), nullable=False),
    Column("said", String(40), nullable=False, server_default=""),
    Column("paused_by", String(36), nullable=False, server_default=""),
)
"""How the line to a department, or to one item of it, is (`departments.lines`)."""

department_minute = Table(
    "department_minute",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("minute", String(16), primary_key=True),
    Column("answered", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
)
"""How often a department answered and did not in a minute of the last hours; counts alone."""
