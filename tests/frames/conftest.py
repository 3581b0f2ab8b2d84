"""What the tests of the engines need: Java, which Spark runs on."""

import shutil

import pytest


@pytest.fixture(scope="session")
def java():
    """Spark's Java; `make test` installs it where it can."""
    assert shutil.which("java"), "Spark needs Java. Install it (Debian: apt-get install openjdk-17-jre-headless)."
