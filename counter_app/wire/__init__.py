"""The contract between counter and server: the enrolment string and frozen messages.

Everything is `POST` under `/api/v1`, JSON in UTF-8 both ways (`Content-Type: application/json`),
decoded with msgspec; unknown keys are ignored, so that a counter and a server one version apart
understand each other. Must not know stores or HTTP libraries.

Who asks
    `/enrol` carries its proof in the body. `/push`, `/pull`, `/orders` and `/documents` carry
    `Authorization: Bearer <device>.<secret>` (`credential`, `read_credential`): the device's 16 hex
    digits and the secret that the counter minted at first contact. The server keeps
    `cases.keys.secret_hash(secret)` and compares in constant time.

Every answer, errors too, starts with a `Head`: which server, its epoch, its time, and of the asking
device and the incarnation that it named: the highest sequence up to which everything was answered
(`acknowledged`, 0 for none), and the highest running number per year that the server knows of the
device's window (`numbers`); further the device's own seal, the certificate that comes next, and
what the administrator should settle of the device (`standing`).

`POST /api/v1/enrol`: `EnrolRequest` → 200 `EnrolAnswer`
    The counter mints the secret, stores it, then sends it, so a lost answer can be asked again:
    the same secret for the same device is answered 200 again. Another secret for a string that was
    used is 409 `string_used` (the second counter), or 409 `secret_old` where the incarnation is one
    that this very device has delivered. A wrong proof or an unknown device is 401 `unknown`; a
    device that was shut out is 403 `revoked` after its secret, and 401 after any other.
    `former` names the strings that the counter had before, at most `MOST_FORMERS`, with the
    incarnations that lie in its store, at most `MOST_INCARNATIONS`. The proof of a string makes
    chains of it the new device's that nobody has delivered; one that was delivered moves with the
    secret of the device that delivers it (present or the one before), or where the new string
    replaces a device that was shut out. A former device that the server does not know (it was
    restored from a backup older than that `add-window`) becomes known again by the seal of its
    string, or where an administrator has let this one counter bring along what it was at another
    server (`--adopts`). What cannot be proved is passed over.

The device's secret changes now and then: the counter keeps the next one, then names it in the first
push of a run (`next_secret`) until that is answered. It holds from its first use on; until then the
present one does, and afterwards for 30 days more. Later the old one is 409 `secret_old`.

`POST /api/v1/push`: `PushRequest` → 200 `PushAnswer`
    At most `BATCH_ACTIONS` actions and about `BATCH_BYTES`, in the desk's order; the contents stand
    in a list of their own and are matched by `action_id`. The body may be up to `LARGEST_BODY`.
    One `Answer` for each action, in order; one transaction for the batch; an action that is refused
    never holds up another.
      applied   taken in; with the problem `clock` where the desk's time lies before 2024 or more
                than a day ahead: then days count from the server's time of receipt; with
                `day_doubted` where its legal day (`on`) lies before the day on which its desk had
                last heard the server (`heard`), of a delivery before the letter's, or behind the
                server's own: that holds until the county has settled it (`DayDoubted`)
      repeated  was taken in before with the same hash (the stored answer's problem stands in it)
      refused   not taken in; `problem` says why. Codes: those of `cases.following.why_not`, and
                `broken_hash` (hashes do not fit), `broken_chain` (`previous` is not the hash that
                the server keeps of the sequence before; a sequence with a gap before it),
                `other_content` (the key or id was used with another hash: loud, for a person),
                `not_receivable` (the content lacks what receipt needs), `content_missing`,
                `not_yours` (a chain that another device delivered, or another device's window),
                `malformed` (a field that is no time, too long, of another type), `number_too_far`
                (10,000 above the highest known), `case_full` (2,000 actions, half of them for
                others than the receiver), `restoring` (a decision, while what a restored server has
                lost is being handed back), `refused_before` (a decision that the counter names in
                `given_up`: a server that was put back has forgotten that it refused it).
                The server keeps the hash of a refused action, so that the chain goes on, and
                counts it as answered; the same action sent again is judged anew. A record whose own
                hash does not fit has not come, as far as the chain goes, unless the one behind it
                tells the hash that it had. A counter sends again by itself what is sound with it.
      conflict  taken in, but it collides with something and a person or the counter must settle it.
                `number_taken`: the case is kept without a number of its own until the counter
                sends `Renumbered`.
    Of what is taken in `ordered` says where it stands in its stream, since when, and the server's
    seal over both (`messages.Ordered`). A case is what its actions make of it in this order; those
    that have none yet come last, in the desk's.
    A chain (device, incarnation) belongs to the device that it names, or to the one that it went
    over to with `EnrolRequest.former`: a counter delivers its old chains under the string that it
    got later. At `not_yours` for a chain of its own former string a counter introduces itself
    again, once a run, before a person hears of it.

`POST /api/v1/pull`: `PullRequest` → 200 `PullAnswer`
    What was received at the window's hall and what is of its hall's region, action by action, each
    stream in the order of the server; what the asking device pushed in the incarnation that it
    names is left out. `cursor` is opaque; empty means from the start. A cursor of another epoch or
    one that cannot be read is 409 `cursor`: the counter starts from the empty one. The content of
    an erased action is absent. `ordered` says of each action what a push's answer does: the same
    to everybody, though streams may leave positions out. The last page says in `held`, per stream,
    how many actions one holds who has fetched all of it, and the sum of their hashes
    (`wire.holding`).
    A desk gets no stream: of the cases that somebody has claimed there, whatever their region, each
    whole that it does not hold as `cases` says. `claimed` names all that may lie there; what else
    does (released, taken over, ended, lapsed) it erases, but for its own that is not delivered.

`POST /api/v1/orders`: `OrdersRequest` → 200 `OrdersAnswer`
    Where actions stand that the counter sent or fetched before servers said so (0.2), by their ids:
    of each its `Ordered`, or nothing where the server does not have it or it does not concern the
    asker. Servers of 0.2 answer 404.

`POST /api/v1/hand-back`: `HandBackRequest` → 200 `PushAnswer`
    After a server was put back (another epoch) each counter hands back what it holds and the
    server, asked by `/orders`, does not have: its own actions, others' and the server's, each with
    what the server once said of it. What bears this server's seal is taken in unjudged at its old
    order, in whatever order counters come; positions stay free until then, and what comes in anew
    stands behind all of them. Bounds are those of a push. `applied`, `repeated`, or refused:
    `not_yours` (no seal of this server), `broken_hash`, `content_missing`, `other_content` (its
    place or id has another action), `not_received` (its case's receipt is not back yet). What is
    refused and the counter's own, and what has no seal, goes the way of a push. Until an
    administrator says that all is back, decisions are refused as `restoring`, facts are taken in.

`POST /api/v1/documents`: `DocumentsRequest` → 200 `DocumentsAnswer`
    The texts of the policy versions in force and of those that `want` names, but for those that
    `have` names; at most 50 a request. A version is the first 16 hex digits of its text's SHA-256,
    which the counter checks before it keeps a text. `Head.versions` says what is in force: `policy`
    (what decides) and `wording`. No text ever goes the other way.

`POST /api/v1/sign-in`: `SignInRequest` → 200 `SignInAnswer` (`wire.people`)
    Who sits at this device: login and password → a session of 32 random bytes, which is bound to
    the person and the device, holds 12 hours and is kept as a hash. An unknown login and a wrong
    password are told alike: 403 `sign_in_wrong`, `number` being how many tries are left; after the
    last one 403 `sign_in_locked` for so many minutes, by the server's time. 403 `staff_locked` is
    told only after the right password. A password that an administrator gave out is 403
    `password_first` until `new` comes with it; a `new` one that is too weak is 403 `password_weak`,
    and the old one stays. On a trial server the people have no password.
`POST /api/v1/renew`, `/sign-out`: `SessionRequest` → 200 `SessionAnswer`
    The session holds for 12 hours more, at most 24 from sign-in; or is over, which is answered
    alike a second time. To `renew` one that is over is 401 `no_session`.

`POST /api/v1/case`: `CaseRequest` → 200 `CaseAnswer` (`wire.work`)
    One case by the number that it has or had, for the person of `session`: a role that works at
    cases (clerk, community, county, county_lead, municipal) in its region, a community's in its
    street, a clerk's also in the hall that received it. Anything else is 404 `no_case`, whether the
    case is there or not. `told` is what `counter-app case` tells; `contents` those that never
    travel by pull, and all of them with a reason in `unmask`. Each look and each refusal goes on
    the server's record before the answer.

`POST /api/v1/list`: `ListRequest` → 200 `ListAnswer`
    A page of a work list (`intake.work_lists`, but for what waits at a counter) of all cases that
    the person sees, those due first, names masked (`wire.lists`); `filter` narrows it to a region,
    street, step or stage, type of applicant, to what is `mine` or `nobody`'s, to what is urgent.
    `after` is the `next` of the page before, at most `MOST_LIST_ROWS` rows; the first page counts
    every list. Not recorded, as no list is.
`POST /api/v1/find`: `FindRequest` → 200 `FindAnswer` (`wire.lists`)
    Cases by exactly one of a whole name, a number or the last four of an ID number, with a reason;
    masked rows of what the person may see, the newest first. Each search goes on the server's
    record before its answer; after too many within a quarter of an hour 429 `too_many_searches`.
`POST /api/v1/letter`: `LetterRequest` → 200 `LetterAnswer` (`wire.work`)
    A letter of a case as the server has set and kept it, with its SHA-256; on the record as
    printed. What is not theirs is 404 `no_case`, what is not there (yet) 404 `no_letter`.
`POST /api/v1/claim`: `ClaimRequest` → 200 `ClaimAnswer`
    Who works at a case: `take`, `release` (one's own, a lead's any), `take_over` with a reason,
    `reassign` by a lead to another `login`. A claim holds for some working days, and only at the
    step and street at which it was taken. While it holds a decision of anybody else at a desk
    (community, county, municipal) is refused as `claimed`, an approval and what is done at windows
    never. Where it was not done `code` says why; a case that is not theirs is 404 `no_case`.

`POST /api/v1/colleagues`: `ColleaguesRequest` → 200 `ColleaguesAnswer`
    To whom a lead may hand a case on by `reassign`: logins and names of the people of its region
    who have something to decide where it is. `wrong_role` for who is no lead there; a case that is
    not theirs is 404 `no_case`. Each look and each refusal goes on the server's record. Servers
    older than this answer 404 `not_found`: then a login is typed.

`POST /api/v1/departments`: `DepartmentsRequest` → 200 `DepartmentsAnswer` (`wire.departments`)
    How each department is asked now, for an operator: counts, never a case. Anybody else is told
    403 `not_operator`.
`POST /api/v1/retry`, `/pause`: `DepartmentRequest` → 200 `DepartmentsAnswer`
    Lets a department be asked again at once, whatever went wrong before; or stops asking it, and
    with `paused` false lets it go on. Each look and each act goes on the server's record.

`POST /api/v1/audit`: `AuditRequest` → 200 `AuditAnswer` (`wire.audit`)
    A page of the server's record by person, case and day, the newest first, for an auditor; with
    `verify` also whether all of it is as it was written. Each look goes on the record before the
    answer. Anybody else is told 403 `not_auditor`.

`POST /api/v1/staff`: `StaffRequest` → 200 `StaffAnswer` (`wire.staff`)
    Who there is, after one of them was added, changed, locked or given another first password, for
    an administrator: of the city all, of a region its own people, never themself (409
    `staff_self`). A first password is told once. Anybody else is told 403 `not_administrator`;
    what cannot be done says why by a code of 409 or 404 (`login_taken`, `street_needed` …).

Both sides keep an audit (`cases.audit`) and note each other's end, since a log whose tail was cut
looks whole: the first push of a run says the end of the counter's (`audit_told`) and what it has
noted of the server's (`audit_noted`); its answer's head says the same the other way round. What was
noted gives way to a later end only where the owner shows it again. A place that its owner's key
does not prove is passed over.

Strangers get no head: an error that is told before the asker is known has none. Who asks is
known before the body is read; `/enrol` shows its proof in the head too, as a credential
(`Bearer <device>.<proof>`), else its body may be `LARGEST_QUESTION` only.

Errors are `ErrorAnswer` with 400 `malformed` (also: over a limit, 413), 401 `unknown`,
403 `revoked`, 404 `not_found`, `no_case` or `no_letter`, 405 `wrong_method`, 409 `string_used`,
`secret_old` or `cursor`, 429 `busy` (too many at once or too often: wait) or `too_many_searches`,
426 `too_old`, 503 `busy`.
"""
