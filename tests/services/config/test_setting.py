import os
from pathlib import Path

import pytest

from civicode.errors import NotAllowedError, NotFoundError, RefusedError, StoreError, UsageError
from civicode.services.config.config import Config, resolve
from civicode.services.config.setting import config_set
from tests.conftest import SMALL


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return resolve({}, {"CIVICODE_CONFIG": str(tmp_path / "own" / "config.yaml"), "USER": "clerk"}, tmp_path)


def written(config: Config) -> str:
    return config.user_file.read_text(encoding="utf-8")


def test_set_change_and_take_away(config: Config) -> None:
    actions = [config_set(config, "me", value).action for value in ("007", "007", "008", "", "")]
    assert actions == ["created", "unchanged", "replaced", "removed", "unchanged"]
    assert written(config) == ""


def test_the_receipt_says_what_and_where(config: Config) -> None:
    receipt = config_set(config, "LANG", "EN")
    assert (receipt.kind, receipt.key, receipt.next) == ("setting", "lang", "civicode config show")
    assert receipt.facts == {"key": "lang", "value": "en", "path": str(config.user_file)}


def test_the_rest_of_the_file_stays(config: Config) -> None:
    config.user_file.parent.mkdir()
    config.user_file.write_text("# của tôi\nme: 007   # Đức\nlang: vi\n", encoding="utf-8")
    config_set(config, "me", "008")
    assert written(config) == '# của tôi\nlang: vi\nme: "008"\n'


def test_what_is_set_is_read_back(config: Config, tmp_path: Path) -> None:
    store = tmp_path / "dữ liệu: #1"
    for key, value in (("me", "007"), ("lang", "en"), ("store", str(store)), ("criteria", str(SMALL)), ("plain", "có")):
        config_set(config, key, value)
    again = resolve({}, {"CIVICODE_CONFIG": str(config.user_file)}, tmp_path)
    assert (again.actor, again.lang, again.store) == ("007", "en", str(store))
    assert (again.criteria, again.plain) == (SMALL, True)


@pytest.mark.parametrize(
    ("key", "value", "error", "code"),
    [
        ("colour", "red", UsageError, "config.unknown_key"),
        ("me", "CQ", UsageError, "config.not_a_code"),
        ("me", "anh Đức", UsageError, "config.not_a_code"),
        ("lang", "fr", UsageError, "config.unknown_lang"),
        ("plain", "maybe", UsageError, "config.not_a_flag"),
        ("criteria", "nowhere.yaml", NotFoundError, "office.criteria_not_found"),
    ],
)
def test_what_cannot_be_set(config: Config, key: str, value: str, error: type[UsageError], code: str) -> None:
    with pytest.raises(error) as refused:
        config_set(config, key, value)
    assert refused.value.code == code
    assert not config.user_file.exists()


def test_a_wrong_file_is_not_made_worse(config: Config) -> None:
    config.user_file.parent.mkdir()
    config.user_file.write_text("lang: [\n", encoding="utf-8")
    with pytest.raises(RefusedError) as refused:
        config_set(config, "me", "007")
    assert refused.value.code == "config.file_wrong"
    assert written(config) == "lang: [\n"


def test_a_dry_run_writes_nothing(config: Config) -> None:
    receipt = config_set(config, "me", "007", dry_run=True)
    assert (receipt.action, receipt.dry_run, config.user_file.exists()) == ("created", True, False)


def test_a_folder_that_cannot_be_made(config: Config) -> None:
    config.user_file.parent.write_text("a file", encoding="utf-8")
    with pytest.raises(StoreError) as refused:
        config_set(config, "me", "007")
    assert refused.value.code == "store.not_a_folder"


def test_a_device_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    device = tmp_path / "null"
    os.mkfifo(device)
    config = resolve({}, {"CIVICODE_CONFIG": str(device), "USER": "clerk"}, tmp_path)
    with pytest.raises(NotAllowedError):
        config_set(config, "me", "007", dry_run=True)
    with pytest.raises(NotAllowedError):
        config_set(config, "me", "007")
    assert device.is_fifo()


def test_a_link_to_the_file_stays_a_link(config: Config, tmp_path: Path) -> None:
    config.user_file.parent.mkdir()
    config.user_file.symlink_to(tmp_path / "dotfiles.yaml")
    config_set(config, "me", "007")
    assert config.user_file.is_symlink()
    assert (tmp_path / "dotfiles.yaml").read_text(encoding="utf-8") == 'me: "007"\n'
