"""The chart of a notice: the months looked at, what was ordinary, and from when it is not."""

from candour.insight.drawing.run_chart import Level, Mark, Month, RunChart
from candour.insight.notice import Notice, Watched


def chart_of(notice: Notice, watched: Watched) -> RunChart | None:
    """The run chart behind a notice; None where it is not about months (one chair beside others)."""
    months = [month for month, _, _ in watched.series]
    if len(months) < 2:
        return None
    counts = all(n == value for _, n, value in watched.series)
    began = max((at for at, month in enumerate(months) if month <= notice.began), default=0)
    seen = max((at for at, month in enumerate(months) if month <= notice.until), default=0)
    levels: tuple[Level, ...] = ()
    if not counts:
        levels = (
            Level(0, max(began - 1, 0), notice.expected, "ordinary before"),
            Level(began, seen, notice.value, "level since"),
        )
    return RunChart(
        title=watched.what[0].upper() + watched.what[1:],
        says=notice.told,
        unit="count" if counts else "share",
        value="Families" if counts else "Share",
        months=tuple(
            Month(
                f"{month:%b %Y}", value, round(n),
                None if counts else notice.expected_low, None if counts else notice.expected_high,
            )
            for month, n, value in watched.series
        ),
        levels=levels,
        marks=(Mark(began, "seems to begin here"), *([Mark(seen, "could first be said")] if seen != began else [])),
    )  # fmt: skip
