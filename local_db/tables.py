"""The tables of the store. Changing one needs a migration; a test compares the two.

Times are ISO 8601 texts with zone. `digest` columns are record hashes, by which `soundness`
notices what the file system lost or changed silently.
"""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

notes = Table(
    "notes",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

clerks = Table(
    "clerks",
    metadata,
    Column("staff_id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("added_at", Text, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("draft_id", Text, primary_key=True),
    Column("short_code", Text, nullable=False, unique=True),
    Column("label", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("staff_id", Text, nullable=False),
    Column("staff_name", Text, nullable=False),
    Column("started_at", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
    Column("edits", Integer, nullable=False),
    Column("matter", Text, nullable=False, server_default="public_rental_housing"),
)

draft_edits = Table(
    "draft_edits",
    metadata,
    Column("draft_id", Text, ForeignKey("drafts.draft_id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("edit", LargeBinary, nullable=False),
    Column("digest", Text, nullable=False),
    PrimaryKeyConstraint("draft_id", "position"),
    sqlite_with_rowid=False,
)

draft_papers = Table(
    "draft_papers",
    metadata,
    Column("sent", Text, primary_key=True),
    Column("draft_id", Text, ForeignKey("drafts.draft_id", ondelete="CASCADE"), nullable=False),
    Column("paper", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("how", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("staff_id", Text, nullable=False),
    Column("staff_name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("confirmed_at", Text),
    Column("confirmed_by_id", Text),
    Column("confirmed_by_name", Text),
    Column("copy", Text, nullable=False, server_default="", comment="empty: not noted in 0.1"),
    Column("layout", Text, nullable=False, server_default=""),
    Column("wording", Text, nullable=False, server_default=""),
    Column("person", Text, nullable=False, server_default="", comment="of papers of one person"),
    Index("draft_papers_of", "draft_id"),
)

chains = Table(
    "chains",
    metadata,
    Column("device", Text, nullable=False),
    Column("incarnation", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    Column("last_at", Text, nullable=False),
    PrimaryKeyConstraint("device", "incarnation"),
    comment="Heads of the chains that this store writes; pulled chains have none.",
)

actions = Table(
    "actions",
    metadata,
    Column("position", Integer, primary_key=True, comment="order of arrival in this store"),
    Column("action_id", Text, nullable=False, unique=True),
    Column("case_id", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("incarnation", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("hash", Text, nullable=False, comment="of the action: its record hash"),
    Column("record", LargeBinary, nullable=False, comment="the action as JSON, as it is sent"),
    UniqueConstraint("device", "incarnation", "sequence"),
    Index("actions_of", "case_id"),
)

contents = Table(
    "contents",
    metadata,
    Column("position", Integer, primary_key=True, comment="that of the action"),
    Column("salt", Text, nullable=False),
    Column("content", LargeBinary, nullable=False, comment="raw JSON, byte for byte"),
)

orders = Table(
    "orders",
    metadata,
    Column("position", Integer, primary_key=True, comment="that of the action"),
    Column("order", Integer, nullable=False, comment="the action's position in its stream"),
    Column("server_at", Text, nullable=False),
    Column("seal", Text, nullable=False, comment="the server's over both"),
    comment="What the server said of what it has taken in; apart, since an action never changes.",
)

cases = Table(
    "cases",
    metadata,
    Column("case_id", Text, primary_key=True),
    Column("stream", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("short_code", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("received_at", Text, nullable=False),
    Column("staff_id", Text, nullable=False),
    Column("receipt_owed", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("type_label", Text, nullable=False),
    Column("content_key", Text, comment="set where the case was received at this counter"),
    Column("state", LargeBinary, nullable=False, comment="CaseState as JSON"),
    Column("digest", Text, nullable=False),
    Index("cases_by_time", "received_at", "case_id"),
    Index("cases_by_clerk", "staff_id", "received_at", "case_id"),
    Index("cases_by_token", "token"),
    Index("cases_by_content", "content_key"),
)
Index("cases_owed", cases.c.receipt_owed, sqlite_where=cases.c.receipt_owed == 1)

outbox = Table(
    "outbox",
    metadata,
    Column("position", Integer, primary_key=True, comment="that of the action"),
    Column("case_id", Text, nullable=False),
    Index("outbox_of", "case_id"),
    comment="A row is there until the server has answered; there is no stored 'sending'.",
)

returns = Table(
    "returns",
    metadata,
    Column("action_id", Text, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("verdict", Text, nullable=False, comment="refused or conflict"),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("advice", Text, nullable=False),
    Column("answered_at", Text, nullable=False),
    Index("returns_of", "case_id"),
    comment="What a person must look at; gone once it is settled.",
)

terms = Table(
    "terms",
    metadata,
    Column("kind", Integer, nullable=False),
    Column("term", Text, nullable=False),
    Column("newest_first", Integer, nullable=False, comment="minus the second of receipt"),
    Column("case_id", Text, nullable=False),
    PrimaryKeyConstraint("kind", "term", "newest_first", "case_id"),
    sqlite_with_rowid=False,
)

numbers = Table(
    "numbers",
    metadata,
    Column("window", Text, nullable=False, comment="county and window code, 620702-03"),
    Column("year", Integer, nullable=False),
    Column("highest", Integer, nullable=False),
    PrimaryKeyConstraint("window", "year"),
)

kept_papers = Table(
    "kept_papers",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("pdf", LargeBinary, nullable=False),
    Column("kept_at", Text, nullable=False),
)

set_aside = Table(
    "set_aside",
    metadata,
    Column("action_id", Text, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),
    Index("set_aside_of", "case_id"),
    comment="Fetched actions that could not be applied; kept, told, tried again at each rebuild.",
)

audit = Table(
    "audit",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("chain", Text, nullable=False, comment="the incarnation in which it was written"),
    Column("sequence", Integer, nullable=False),
    *(
        Column(name, Text, nullable=False)
        for name in ("at", "staff_id", "role", "device", "window", "did", "case_id")
    ),
    Column("detail", Text, nullable=False, comment="JSON of scalars, never personal"),
    Column("previous", Text, nullable=False),
    Column("mac", Text, nullable=False),
    comment="`cases.audit`: never changed, each row in the transaction of what it records.",
)

policies = Table(
    "policies",
    metadata,
    Column("version", Text, primary_key=True),
    Column("text", Text, nullable=False),
    comment="Every version of rules and wording that a case here was received under.",
)

staff = Table(
    "staff",
    metadata,
    Column("staff_id", Text, primary_key=True),
    Column("login", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("roles", Text, nullable=False, comment="JSON list of cases.rights.HeldRole"),
    Column("verifier", Text, nullable=False, comment="Argon2id of what was typed here"),
    Column("verified_at", Text, nullable=False, comment="the server's time of the last sign-in"),
    Column("valid_until", Text, nullable=False, comment="the server's time; then only online"),
    Column("used_at", Text, nullable=False, comment="this computer's time of the last sign-in"),
    Column("tries", Integer, nullable=False, comment="wrong ones without the line"),
    Column(
        "locked_ran", Integer, nullable=False, comment="seconds for which the program ran since"
    ),
    Column("locked_before", Text, nullable=False, comment="the server's time as known then"),
    Column("locked_heard", Text, nullable=False, comment="the first that was heard since"),
    comment="Who signed in here with the server, and may for a while without it.",
)

told = Table(
    "told",
    metadata,
    Column("case_id", Text, primary_key=True),
    Column("answer", LargeBinary, nullable=False, comment="what the server told last, masked"),
    Column("at", Text, nullable=False),
    comment="Of cases that are claimed at this desk, to be read without the line.",
)

not_taken = Table(
    "not_taken",
    metadata,
    Column("action_id", Text, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("at", Text, nullable=False),
    comment="Own decisions that the server refused: kept in their chain, without effect.",
)
