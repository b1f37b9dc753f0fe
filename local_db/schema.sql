CREATE TABLE actions (
    position INTEGER NOT NULL,
    action_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    device TEXT NOT NULL,
    incarnation TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (position),
    UNIQUE (device, incarnation, sequence),
    UNIQUE (action_id)
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE audit (
	position INTEGER NOT NULL, 
	chain TEXT NOT NULL, 
	sequence INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	staff_id TEXT NOT NULL, 
	role TEXT NOT NULL, 
	device TEXT NOT NULL, 
	window TEXT NOT NULL, 
	did TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	detail TEXT NOT NULL, 
	previous TEXT NOT NULL, 
	mac TEXT NOT NULL, 
	PRIMARY KEY (position)
);
CREATE TABLE cases (
    case_id TEXT NOT NULL,
    stream TEXT NOT NULL,
    number TEXT NOT NULL,
    short_code TEXT NOT NULL,
    token TEXT NOT NULL,
    stage TEXT NOT NULL,
    received_at TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    receipt_owed INTEGER NOT NULL,
    name TEXT NOT NULL,
    type_label TEXT NOT NULL,
    content_key TEXT,
    state BLOB NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (case_id)
);
CREATE TABLE chains (
    device TEXT NOT NULL,
    incarnation TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL,
    last_at TEXT NOT NULL,
    PRIMARY KEY (device, incarnation)
);
CREATE TABLE clerks (
    staff_id TEXT NOT NULL,
    name TEXT NOT NULL,
    added_at TEXT NOT NULL,
    PRIMARY KEY (staff_id)
);
CREATE TABLE contents (
    position INTEGER NOT NULL,
    salt TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (position)
);
CREATE TABLE draft_edits (
    draft_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    edit BLOB NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (draft_id, position),
    FOREIGN KEY(draft_id) REFERENCES drafts (draft_id) ON DELETE CASCADE
)
 WITHOUT ROWID;
CREATE TABLE draft_papers (
    sent TEXT NOT NULL,
    draft_id TEXT NOT NULL,
    paper TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    how TEXT NOT NULL,
    at TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    staff_name TEXT NOT NULL,
    role TEXT NOT NULL,
    confirmed_at TEXT,
    confirmed_by_id TEXT,
    confirmed_by_name TEXT, copy TEXT DEFAULT '' NOT NULL, layout TEXT DEFAULT '' NOT NULL, wording TEXT DEFAULT '' NOT NULL, person TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (sent),
    FOREIGN KEY(draft_id) REFERENCES drafts (draft_id) ON DELETE CASCADE
);
CREATE TABLE drafts (
    draft_id TEXT NOT NULL,
    short_code TEXT NOT NULL,
    label TEXT NOT NULL,
    state TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    staff_name TEXT NOT NULL,
    started_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    edits INTEGER NOT NULL, matter TEXT DEFAULT 'public_rental_housing' NOT NULL,
    PRIMARY KEY (draft_id),
    UNIQUE (short_code)
);
CREATE TABLE kept_papers (
    sha256 TEXT NOT NULL,
    pdf BLOB NOT NULL,
    kept_at TEXT NOT NULL,
    PRIMARY KEY (sha256)
);
CREATE TABLE not_taken (
	action_id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	code TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (action_id)
);
CREATE TABLE notes (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
);
CREATE TABLE numbers (
    window TEXT NOT NULL,
    year INTEGER NOT NULL,
    highest INTEGER NOT NULL,
    PRIMARY KEY (window, year)
);
CREATE TABLE orders (
	position INTEGER NOT NULL, 
	"order" INTEGER NOT NULL, 
	server_at TEXT NOT NULL, 
	seal TEXT NOT NULL, 
	PRIMARY KEY (position)
);
CREATE TABLE outbox (
    position INTEGER NOT NULL,
    case_id TEXT NOT NULL,
    PRIMARY KEY (position)
);
CREATE TABLE policies (
	version TEXT NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (version)
);
CREATE TABLE returns (
    action_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    verdict TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    advice TEXT NOT NULL,
    answered_at TEXT NOT NULL,
    PRIMARY KEY (action_id)
);
CREATE TABLE set_aside (
	action_id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (action_id)
);
CREATE TABLE staff (
	staff_id TEXT NOT NULL, 
	login TEXT NOT NULL, 
	name TEXT NOT NULL, 
	roles TEXT NOT NULL, 
	verifier TEXT NOT NULL, 
	verified_at TEXT NOT NULL, 
	valid_until TEXT NOT NULL, 
	used_at TEXT NOT NULL, 
	tries INTEGER NOT NULL, 
	locked_ran INTEGER NOT NULL, 
	locked_before TEXT NOT NULL, 
	locked_heard TEXT NOT NULL, 
	PRIMARY KEY (staff_id), 
	UNIQUE (login)
);
CREATE TABLE terms (
    kind INTEGER NOT NULL,
    term TEXT NOT NULL,
    newest_first INTEGER NOT NULL,
    case_id TEXT NOT NULL,
    PRIMARY KEY (kind, term, newest_first, case_id)
)
 WITHOUT ROWID;
CREATE TABLE told (
	case_id TEXT NOT NULL, 
	answer BLOB NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (case_id)
);
CREATE INDEX actions_of ON actions (case_id);
CREATE INDEX cases_by_clerk ON cases (staff_id, received_at, case_id);
CREATE INDEX cases_by_content ON cases (content_key);
CREATE INDEX cases_by_time ON cases (received_at, case_id);
CREATE INDEX cases_by_token ON cases (token);
CREATE INDEX cases_owed ON cases (receipt_owed) WHERE receipt_owed = 1;
CREATE INDEX draft_papers_of ON draft_papers (draft_id);
CREATE INDEX outbox_of ON outbox (case_id);
CREATE INDEX returns_of ON returns (case_id);
CREATE INDEX set_aside_of ON set_aside (case_id);
