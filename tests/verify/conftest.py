"""A family's record, and the verifier put to a bundle of it."""

import pytest

from tests.verify.bundles import TODAY, family, verified, zipped


@pytest.fixture
def record():
    return family()


@pytest.fixture
def check(tmp_path, capsys, record):
    def checked(files, *words):
        return verified(zipped(tmp_path / "bundle.zip", files), *record.keys, *TODAY, *words, capsys=capsys)

    return checked
