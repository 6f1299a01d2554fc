"""The swap test: a manual whose name is masked must not fit another company of the same size."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner
from conftest import PROFILES, ROOT

from manualgen.cli import program

DECOYS = ROOT / "tests" / "decoys"


@pytest.mark.parametrize(
    ("client", "decoy"),
    [("electrician-ab-secor", "carpenter-ab-secor"), ("general-contractor-ab-cor", "electrical-ab-cor")],
)
def test_less_than_45_percent_of_the_sentences_fit_the_decoy(client, decoy):
    arguments = ["lint", str(PROFILES / f"{client}.yaml"), "--rule", "swap-test", "--decoy", str(DECOYS / f"{decoy}.yaml")]
    result = CliRunner().invoke(program, arguments, standalone_mode=False)
    found = re.search(r"(\d+)% of the sentences", result.output)
    assert found, result.output
    assert 0 < int(found.group(1)) <= 45
