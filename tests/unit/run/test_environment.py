"""The `.venv`: from nothing, again, broken, half made, twice at once, and with a false hash."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.unit.run.tiny_checkout import TinyCheckout


@pytest.fixture
def tiny(checkout: Path, tmp_path: Path) -> TinyCheckout:
    return TinyCheckout(checkout, tmp_path / "checkout")


@dataclass(frozen=True)
class SetUpOnce:
    """A checkout that two set up from nothing at once, and what each of them printed."""

    tiny: TinyCheckout
    printed: tuple[str, ...]


@pytest.fixture(scope="module")
def set_up_once(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> SetUpOnce:
    """Set up from nothing, which takes seconds, and put aside."""
    tiny = TinyCheckout(checkout, tmp_path_factory.mktemp("set_up") / "checkout")
    both = [tiny.start_setting_up() for _ in range(2)]
    printed = tuple(process.communicate()[0] for process in both)
    assert [process.returncode for process in both] == [0, 0], printed
    tiny.put_aside()
    return SetUpOnce(tiny, printed)


@pytest.fixture
def ready(set_up_once: SetUpOnce) -> TinyCheckout:
    """Set up, at the place where that was done, whatever the test before made of it."""
    set_up_once.tiny.put_back()
    return set_up_once.tiny


def test_two_at_once_make_one_and_a_third_has_nothing_to_do(
    set_up_once: SetUpOnce, ready: TinyCheckout
) -> None:
    assert sorted(map(bool, set_up_once.printed)) == [False, True]
    assert ready.counter_app() == "brick 1"
    assert ready.set_up() == (0, "")


def test_a_link_that_lies_in_wait_stops_set_up(tiny: TinyCheckout, tmp_path: Path) -> None:
    (tiny.folder / ".setup.lock").symlink_to(tmp_path / "elsewhere")
    code, printed = tiny.set_up()
    assert code == 1
    assert "SetupError: 不能在" in printed
    assert not (tmp_path / "elsewhere").exists()


def test_lost_package_is_noticed_and_mended(ready: TinyCheckout) -> None:
    shutil.rmtree(ready.brick())
    code, printed = ready.set_up()
    assert code == 0
    assert "重新做一个" in printed
    assert ready.counter_app() == "brick 1"


def test_half_made_is_made_anew_and_a_new_lock_is_followed(ready: TinyCheckout) -> None:
    (ready.venv / "stamp.json").unlink()
    (ready.venv / "bin" / "python").unlink()
    ready.lock_bricks("2")
    assert ready.set_up()[0] == 0
    assert ready.counter_app() == "brick 2"
    ready.lock_bricks("3")
    code, printed = ready.set_up()
    assert code == 0
    assert "重新做一个" not in printed
    assert ready.counter_app() == "brick 3"


def test_moved_checkout_is_made_anew(ready: TinyCheckout) -> None:
    ready.folder = ready.folder.rename(ready.folder.with_name("moved"))
    assert ready.set_up()[0] == 0
    assert ready.counter_app() == "brick 1"


def test_false_hash_stops_set_up_and_leaves_nothing_that_passes_for_ready(
    ready: TinyCheckout,
) -> None:
    assert ready.passes_for_ready()
    ready.lock_bricks("2", digest="0" * 64)
    code, printed = ready.set_up()
    assert code == 1
    assert "SetupError: 依赖包没有装上" in printed
    assert not ready.passes_for_ready()
