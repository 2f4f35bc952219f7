"""A refusal ends with the command to be typed next, and that command runs: bundle prove, stamp; verify --roots."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from authority_kit import Authority
from calc_run import asked, data
from lexcollect.layout import PACKAGES
from stamp_kit import small_matter


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_matter(tmp_path_factory.mktemp("拒"))


@pytest.fixture
def matter(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "沈河案"))


def refused(code: str, *words: str) -> list[str]:
    """Type ``words``, which are refused with ``code``; return what is to be typed next."""
    said = data(*words)
    assert code in {one["code"] for one in said["findings"]}, said
    assert said["next"], said
    return shlex.split(said["next"])[1:]


def goes(words: list[str]) -> dict[str, object]:
    """Type what was offered; it is no wrong use, and what it was offered for does not stop it."""
    said = data(*words)
    assert said["exit"] not in (2, 70), said
    return said


def test_an_altered_package_is_proved_of_nothing_and_is_looked_at(matter: Path) -> None:
    (matter / PACKAGES / "v1/data/清单.csv").write_bytes(b"x")
    for words in (("bundle", "prove", "1-1", str(matter)), ("bundle", "stamp", str(matter), "--request")):
        code = "LX-B192" if words[1] == "prove" else "LX-B171"
        following = refused(code, *words)
        assert following[0] == "verify"
        assert goes(following)["changed_files"] == ["data/清单.csv"]


def test_a_number_that_is_not_there_goes_on_with_one_that_is(matter: Path) -> None:
    following = refused("LX-B195", "bundle", "prove", "9-9", str(matter))
    assert following[:3] == ["bundle", "prove", "1-1"] and goes(following)["exit"] == 0


def test_a_proof_is_made_of_the_version_that_is_named(matter: Path) -> None:
    """v2 is made on another day; the court holds v1."""
    shutil.copytree(matter / PACKAGES / "v1", matter / PACKAGES / "v2")
    said = data("bundle", "prove", "1-1", str(matter), "--of", "v1")
    assert said["exit"] == 0 and said["folder"].endswith("v1_1-1")
    assert data("bundle", "prove", "1-1", str(matter))["folder"].endswith("v2_1-1")
    assert data("bundle", "prove", "1-1", str(matter / PACKAGES / "v2"), "--of", "v1")["folder"].endswith("v1_1-1")
    following = refused("LX-B296", "bundle", "prove", "1-1", str(matter), "--of", "v7")
    assert goes(following)["exit"] == 0


def test_where_there_is_no_package_one_is_built(matter: Path) -> None:
    shutil.rmtree(matter / PACKAGES)
    following = refused("LX-B170", "bundle", "stamp", str(matter), "--request")
    assert following[:1] == ["bundle"] and goes(following)["exit"] == 0


def test_answers_that_cannot_be_read_or_do_not_fit_go_on_with_the_package(matter: Path, tmp_path: Path) -> None:
    following = refused("LX-B182", "bundle", "stamp", str(matter), "--response", str(tmp_path / "没有.tsr"))
    assert following[:2] == ["bundle", "stamp"] and goes(following)["exit"] == 0
    (tmp_path / "别的.tsr").write_bytes(b"x")
    following = refused("LX-B177", "bundle", "stamp", str(matter), "--response", str(tmp_path / "别的.tsr"))
    assert "--request" in following and goes(following)["exit"] == 0
    following = refused("LX-B184", "bundle", "stamp", str(matter), "--authority", "某机构")
    assert "--request" in following and goes(following)["exit"] == 0


def test_roots_that_are_none_go_on_without_them(matter: Path, tmp_path: Path) -> None:
    for words in (("verify", str(matter)), ("bundle", "stamp", str(matter))):
        following = refused("LX-B180", *words, "--roots", str(tmp_path / "没有.pem"))
        assert following[: len(words)] == list(words) and goes(following)["exit"] == 0
        (tmp_path / "空.pem").write_text("x")
        assert refused("LX-B181", *words, "--roots", str(tmp_path / "空.pem"))[: len(words)] == list(words)


def test_roots_without_a_token_go_on_with_asking_for_one(matter: Path, tmp_path: Path) -> None:
    following = refused("LX-B188", "verify", str(matter), "--roots", str(Authority(tmp_path / "ca").roots))
    assert following[:2] == ["bundle", "stamp"] and goes(following)["exit"] == 0


def test_the_screen_ends_with_it_too(matter: Path) -> None:
    code, screen = asked("bundle", "prove", "9-9", str(matter))
    assert code == 1 and screen.rstrip().splitlines()[-1].startswith("下一步　lexcollect bundle prove 1-1")
