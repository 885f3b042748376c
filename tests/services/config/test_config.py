import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from civicode.errors import RefusedError, UsageError
from civicode.i18n import Lang
from civicode.services.config import config as module
from civicode.services.config.config import Config, Origin, resolve, shipped_criteria
from civicode.services.config.folders import config_folder, data_folder
from civicode.sources.fields.criteria import load_criteria


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user without anything, in a folder without anything."""
    for name, part in (("HOME", "."), ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "share")):
        monkeypatch.setenv(name, str(tmp_path / part))
    return tmp_path


def found(home: Path, flags: Mapping[str, str | bool | None] = MappingProxyType({}), **environ: str) -> Config:
    return resolve(flags, {"XDG_CONFIG_HOME": str(home / "config"), "USER": "clerk"} | environ, home)


def origins(config: Config) -> dict[str, str]:
    return {key: setting.origin.value for key, setting in config.settings.items()}


def write_user_file(home: Path, text: str) -> Path:
    path = home / "config" / "civicode" / "config.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_built_in(home: Path) -> None:
    config = found(home)
    assert origins(config) == {
        "store": "built_in",
        "criteria": "built_in",
        "lang": "built_in",
        "as": "system",
        "plain": "built_in",
        "no_input": "built_in",
    }
    assert (config.lang, config.plain, config.no_input, config.folder) == (Lang.VI, False, False, None)
    assert (config.actor, config.actor_is_system) == ("clerk", True)
    assert config.store == config.first_write_notice == str(data_folder())
    assert config.criteria == shipped_criteria()


def test_the_notice_is_gone_once_something_lies_there(home: Path) -> None:
    data_folder().mkdir(parents=True)
    assert found(home).first_write_notice == ""


def test_the_shipped_criteria_are_right() -> None:
    catalogue, problems = load_criteria(shipped_criteria())
    assert (catalogue is not None, problems) == (True, [])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs itself is asked")
def test_the_users_file_is_where_platformdirs_says(home: Path) -> None:
    assert found(home).user_file == config_folder() / "config.yaml"
    bare = resolve({}, {}, home)
    assert bare.user_file == home / ".config" / "civicode" / "config.yaml"


@pytest.mark.parametrize("mark", ["office.yaml", "criteria.yaml", "data/office.json"])
def test_the_office_folder_is_the_nearest_upward(home: Path, mark: str) -> None:
    office = home / "ward"
    (office / mark).parent.mkdir(parents=True)
    (office / mark).write_text("", encoding="utf-8")
    below = office / "a" / "b"
    below.mkdir(parents=True)
    config = resolve({}, {}, below)
    assert config.folder == office
    assert config.store == str(office / "data")
    assert config.settings["store"].source == str(office)
    assert (config.settings["criteria"].origin is Origin.OFFICE_FOLDER) is (mark == "criteria.yaml")
    assert config.first_write_notice == ""


def test_each_origin_goes_before_the_next(home: Path) -> None:
    write_user_file(home, "lang: en\nme: '003'\nplain: yes\nstore: /user\n")
    (home / "office.yaml").write_text("", encoding="utf-8")
    flags = {"lang": "vi", "as": "001", "store": "flag"}
    environ = {"CIVICODE_LANG": "en", "CIVICODE_ACTOR": "002", "CIVICODE_STORE": "environment"}
    layers = [found(home, flags, **environ), found(home, {}, **environ), found(home)]
    assert [config.actor for config in layers] == ["001", "002", "003"]
    assert [config.lang for config in layers] == ["vi", "en", "en"]
    assert [config.store for config in layers] == [
        str(home / "flag"),
        str(home / "environment"),
        str(home / "data"),
    ]
    assert [config.settings["store"].origin.value for config in layers] == ["flag", "environment", "office_folder"]
    assert all(config.plain for config in layers)
    (home / "office.yaml").unlink()
    assert found(home).store == "/user"


def test_where_a_value_was_found(home: Path) -> None:
    path = write_user_file(home, "lang: en\n")
    config = found(home, {"no_input": True}, CIVICODE_PLAIN="1")
    sources = {key: setting.source for key, setting in config.settings.items() if setting.source}
    assert sources == {"no_input": "--no-input", "plain": "CIVICODE_PLAIN", "lang": str(path)}
    assert (config.no_input, config.plain, config.lang) == (True, True, Lang.EN)


def test_a_variable_that_is_empty_is_not_set(home: Path) -> None:
    assert origins(found(home, {"store": None}, CIVICODE_STORE="", CIVICODE_LANG="")) == origins(found(home))


def test_a_database_is_no_path(home: Path) -> None:
    assert found(home, {"store": "postgresql://db/ward"}).store == "postgresql://db/ward"


@pytest.mark.parametrize(
    ("environ", "code", "source"),
    [
        ({"CIVICODE_LANG": "fr"}, "config.unknown_lang", "CIVICODE_LANG"),
        ({"CIVICODE_PLAIN": "maybe"}, "config.not_a_flag", "CIVICODE_PLAIN"),
    ],
)
def test_a_value_that_cannot_be_read(home: Path, environ: dict[str, str], code: str, source: str) -> None:
    with pytest.raises(UsageError) as unreadable:
        found(home, {}, **environ)
    assert (unreadable.value.code, unreadable.value.facts["source"]) == (code, source)


def test_everything_wrong_in_the_users_file_is_named(home: Path) -> None:
    path = write_user_file(home, "lang: fr\ncolour: red\nplain: maybe\n")
    with pytest.raises(RefusedError) as refused:
        found(home)
    assert [(problem.where, problem.line) for problem in refused.value.problems] == [
        (str(path), 1),
        (str(path), 2),
        (str(path), 3),
    ]


def test_a_user_without_a_name(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError

    monkeypatch.setattr(module, "getuser", nobody)
    assert resolve({}, {}, home).actor == "unknown"
