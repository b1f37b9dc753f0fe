"""A case keeps its version: judged, printed and shown by it, but for calendar and halls."""

from counter_app.basics.versions import version_of
from counter_app.rules.policy import Policy, load_policy, replaced
from counter_app.rules.policy_sources import parse_toml
from counter_app.rules.policy_store import OF_0_1, PolicyStore
from counter_app.rules.policy_tables import Document
from tests.families import TODAY

LIMIT = "[[income_limit]]\nfrom = 2020-01-01\nper_person_monthly = {}\n"
WHO = ("620702", "migrant_worker", 1, TODAY)


class Kept:
    """What a store has: texts by their version."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def keep(self, text: str) -> Policy:
        policy = replaced(load_policy(), parse_toml(text))
        self.texts[policy.version] = policy.text(Document.RULES)
        self.texts[policy.wording] = policy.text(Document.WORDING)
        return policy


def test_what_is_shipped_is_in_force_until_something_else_is_said() -> None:
    store = PolicyStore()
    assert store.in_force.version == load_policy().version
    assert store.put_in_force("", "", Kept().texts.get)
    assert store.in_force.version == load_policy().version


def test_a_case_keeps_its_limit_when_another_comes_into_force() -> None:
    kept, store = Kept(), PolicyStore()
    old, new = kept.keep(LIMIT.format(1000)), kept.keep(LIMIT.format(2000))
    assert store.put_in_force(new.version, new.wording, kept.texts.get)
    assert store.in_force.income_limit(*WHO) == 2000
    own = store.of_version(old.version, old.wording, kept.texts.get)
    assert own.income_limit(*WHO) == 1000
    assert own.version == old.version
    assert store.of_version(new.version, new.wording, kept.texts.get) is store.in_force


def test_words_are_kept_apart_from_rules() -> None:
    kept, store = Kept(), PolicyStore()
    old = kept.keep('[papers.receipt]\ntitle = "旧回执"\n')
    own = store.of_version(store.in_force.version, old.wording, kept.texts.get)
    assert own.words("papers", TODAY)["receipt"]["title"] == "旧回执"
    assert own.wording == old.wording
    assert own.version == store.in_force.version


def test_calendar_and_halls_are_always_the_newest() -> None:
    kept, store = Kept(), PolicyStore()
    old = kept.keep(LIMIT.format(1))
    hall = '[[hall]]\nregion = "620702"\nname = "甲"\nbureau = "乙"\nphone = "1"\n'
    new = kept.keep(hall + "[[calendar]]\nyear = 2099\nholidays = []\nworkdays = []\n")
    store.put_in_force(new.version, new.wording, kept.texts.get)
    for rules, wording in ((old.version, old.wording), (OF_0_1, "")):
        own = store.of_version(rules, wording, kept.texts.get)
        assert [row["phone"] for row in own.rows("hall", TODAY)] == ["1"]
        assert [row["year"] for row in own.rows("calendar", TODAY)] == [2099]


def test_a_case_of_0_1_has_the_tables_of_0_1() -> None:
    own = PolicyStore().of_version(OF_0_1, "", Kept().texts.get)
    assert own.version == OF_0_1
    assert own.wording == OF_0_1
    asked = [row for row in own.rows("query", TODAY) if row["department"] == "civil_affairs"]
    assert [row["asks"] for row in asked] == ["婚姻、低保、特困、低收入"]
    assert own.words("papers", TODAY)["receipt"]["title"] == "收件回执"


def test_an_unknown_version_is_shown_by_the_one_in_force_and_named_as_missing() -> None:
    kept, store = Kept(), PolicyStore()
    policy = kept.keep(LIMIT.format(7))
    nowhere = Kept().texts.get
    assert store.of_version(policy.version, "", nowhere).income_limit(*WHO) is None
    assert store.missing == {policy.version}
    assert store.of_version(policy.version, "", kept.texts.get).income_limit(*WHO) == 7
    assert store.missing == set()
    assert not store.put_in_force("0" * 16, "1" * 16, nowhere)
    assert store.in_force.version == load_policy().version


def test_a_text_that_is_not_its_version_or_malformed_is_not_known() -> None:
    kept, store = Kept(), PolicyStore()
    policy = kept.keep(LIMIT.format(7))
    other = {policy.version: kept.keep(LIMIT.format(8)).text(Document.RULES)}
    assert not store.put_in_force(policy.version, "", other.get)
    for words in ("[]", '{"income_limit":5}', "{"):
        assert not store.put_in_force(version_of(words), "", {version_of(words): words}.get)


def test_a_trial_stands_before_what_is_in_force_and_has_a_version_of_its_own() -> None:
    kept = Kept()
    new = kept.keep(LIMIT.format(2000))
    store = PolicyStore(parse_toml(LIMIT.format(50)))
    assert store.in_force.income_limit(*WHO) == 50
    store.put_in_force(new.version, new.wording, kept.texts.get)
    assert store.in_force.income_limit(*WHO) == 50
    assert store.in_force.version not in (new.version, load_policy().version)
    assert set(store.texts()) == {store.in_force.version, store.in_force.wording}
    assert store.of_version(new.version, "", kept.texts.get).income_limit(*WHO) == 2000
