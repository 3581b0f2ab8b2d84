"""What the tests of both engines need: Java, which Spark runs on."""

from tests.frames.conftest import java

__all__ = ["java"]
