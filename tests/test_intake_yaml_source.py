"""The YAML reader keeps scalars as text, keeps positions, and refuses what a reader could not see."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from manualgen.errors import InputError
from manualgen.yaml_source import PROFILE_BYTES, read_yaml

HERE = Path("profile.yaml")


def problems(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_yaml(HERE, text)
    return [str(p) for p in caught.value.problems]


def test_scalars_stay_the_text_that_was_written() -> None:
    source = read_yaml(HERE, "a: ON\nb: 0123\nc: NO\nd: 2026-11-21\ne: 1_000\nf: 12:30\ng: 'null'\nh: ''\ni: 1.10\n")
    assert source.data == {
        "a": "ON", "b": "0123", "c": "NO", "d": "2026-11-21", "e": "1_000", "f": "12:30", "g": "null", "h": "",
        "i": "1.10",
    }  # fmt: skip


def test_only_plain_empty_tilde_and_null_mean_nothing() -> None:
    source = read_yaml(HERE, "a:\nb: ~\nc: null\nd: [~, '~']\n")
    assert source.data == {"a": None, "b": None, "c": None, "d": [None, "~"]}


def test_positions_of_values_and_keys_count_from_one() -> None:
    source = read_yaml(HERE, "company:\n  name:  Acme\nsites:\n  - id: shop\n    phone: x\n")
    assert str(source.at(("company", "name"))) == "profile.yaml:2:10"
    assert str(source.at(("company", "name"), key=True)) == "profile.yaml:2:3"
    assert str(source.at(("sites", 0, "phone"))) == "profile.yaml:5:12"
    assert str(source.at(("company", "phone"))) == "profile.yaml:2:3", "an absent field points at what should hold it"


def test_a_problem_names_the_field_by_the_id_of_its_item() -> None:
    source = read_yaml(HERE, "sites:\n  - {id: shop, phone: x}\n  - {phone: y}\n")
    assert str(source.problem(("sites", 0, "phone"), "bad", "write it")) == (
        "profile.yaml:2:23: sites.shop.phone: bad; write it"
    )
    assert "sites[2].phone" in str(source.problem(("sites", 1, "phone"), "bad"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "profile.yaml:3:1: `a` is given twice, first on line 1"),
        ("a: &x 1\n", "profile.yaml:1:4: `&x` is a YAML anchor"),
        ("a: *x\n", "profile.yaml:1:4: `*x` is a YAML alias"),
        ("a: !!python/name:os.system x\n", "profile.yaml:1:4: `tag:yaml.org,2002:python/name:os.system` is a YAML tag"),
        ("a: 1\n---\nb: 2\n", "profile.yaml:2:1: a second YAML document"),
        ("a:\n\tb: 1\n", "profile.yaml:2:1: a tab is not allowed"),
        ("a: x\x00y\n", "profile.yaml:1:5: a NUL character"),
        ('a: "x\\0y"\n', "profile.yaml:1:4: a NUL character"),
        ("a: x\u2028y\n", "profile.yaml:1:5: the character U+2028"),
        ("a: \ud800\n", "profile.yaml:1:4: the character U+D800"),
        ("a: {{ name }}\n", "profile.yaml:1:5: a list or mapping stands where a field name should"),
        ("a: Fire: hot\n", "profile.yaml:1:8: mapping values are not allowed"),
        ("a: [1, 2\n", "profile.yaml:2:1: while parsing a flow sequence"),
        ("a: 'x\n", "profile.yaml:2:1: while scanning a quoted scalar"),
        ("~: x\n", "profile.yaml:1:1: a field has no name"),
        ("[" * 61, "profile.yaml:1:61: nested more than 60 levels deep"),
        ("{a: " * 5000, "profile.yaml:1:241: nested more than 60 levels deep"),
    ],
)
def test_what_is_refused_is_named_with_line_and_column(text: str, line: str) -> None:
    assert problems(text)[0].startswith(line)


def test_every_fault_of_a_file_is_reported_in_one_run() -> None:
    assert len(problems("a: &x 1\nb: *x\nb: 2\nc: !t 3\n")) == 4


def test_a_value_after_a_bad_key_does_not_shift_its_neighbours() -> None:
    assert [p.split(": ")[1] for p in problems("? [a, {b: c}]\n: d\ne: f\ne: g\n")] == [
        "a list or mapping stands where a field name should; put the text in quotes",
        "`e` is given twice, first on line 3; keep one of them",
    ]


def test_a_windows_file_reads_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: x\r\nb: y\r\n")
    source = read_yaml(path)
    assert source.data == {"a": "x", "b": "y"}
    assert source.at(("b",)).line == 2


def test_bytes_that_are_not_utf8_are_located(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_bytes("a: x\nb: é\n".encode("latin-1"))
    with pytest.raises(InputError, match=r"p\.yaml:2:4: the file is not UTF-8"):
        read_yaml(path)


def test_size_is_limited_and_the_limit_is_a_parameter(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("a: " + "x" * PROFILE_BYTES)
    with pytest.raises(InputError, match="larger than 1,000,000 bytes"):
        read_yaml(path)
    assert len(read_yaml(path, max_bytes=2 * PROFILE_BYTES).data["a"]) == PROFILE_BYTES


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_a_folder_and_a_missing_file_end_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, words in (("pipe", "not a regular file"), (".", "not a regular file"), ("none", "no such file")):
        with pytest.raises(InputError, match=words):
            read_yaml(tmp_path / name)
