"""The teams."""

from candour.record.entry import entry


@entry("team_recorded")
class TeamRecorded:
    """A team and who leads it were written down."""

    name: str
    parent_id: str = ""
    parent_name: str = ""
    leader_id: str = ""
