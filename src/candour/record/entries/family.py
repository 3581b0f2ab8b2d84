"""Who belongs to whom: the household and the network around a child."""

from datetime import date

from candour.record.entry import entry


@entry("relationship_recorded")
class RelationshipRecorded:
    """What one person is to another was written down, with parental responsibility and whether they live together."""

    relationship_id: str
    family_id: str
    person_id: str
    other_person_id: str
    relationship: str
    other_name: str = ""
    lives_with: bool = False
    parental_responsibility: bool = False
    start: date | None = None
    end: date | None = None
