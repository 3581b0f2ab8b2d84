"""What the tests of Spark at the command need: Java."""

from tests.frames.conftest import java

__all__ = ["java"]
