"""What `--engine spark` needs to be there before it begins."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from candour.cli.wrong import Wrong
from candour.frames.not_started import NotStarted


@contextmanager
def with_spark() -> Iterator[None]:
    """Import what needs Spark, and use it, inside this. Raises Wrong where Java or Spark is not installed or does not start."""
    if not shutil.which("java") and not os.environ.get("JAVA_HOME"):
        raise Wrong(
            "Spark needs Java 17 or newer. Install it (Debian: apt-get install openjdk-17-jre-headless), or leave"
            " --engine out"
        )
    try:
        yield
    except NotStarted as trouble:
        raise Wrong(
            f"Spark did not start: {trouble}. Look at how it is set (SPARK_HOME/conf, PYSPARK_SUBMIT_ARGS), or leave"
            " --engine out"
        ) from None
    except ImportError as lacking:
        raise Wrong(f"Spark is not installed here ({lacking.name}). Type: pip install pyspark pyarrow") from None
