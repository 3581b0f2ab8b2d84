"""How a marked statement is typed: a paragraph that begins "Seen:", "Told by Ms Lane:", "Opinion:" or "Hypothesis:"."""

import re

MARKED = re.compile(r"^\s*(seen|told(?:\s+by\s+(?P<by>[^:\n]{1,120}))?|opinion|hypothesis)\s*:\s*", re.IGNORECASE)


def statements(text: str) -> list[tuple[str, str, str]]:
    """A text as (words, mark, told by): one for each paragraph, and for each line that begins with a mark.

    >>> statements("Opinion: She is afraid.\\nTold by Ms Lane: He came late.\\n\\nIt rained.\\nAll day.")
    [('She is afraid.', 'opinion', ''), ('He came late.', 'told', 'Ms Lane'), ('It rained.\\nAll day.', '', '')]
    """
    found: list[tuple[list[str], str, str]] = []
    open_paragraph = False
    for line in text.replace("\r\n", "\n").split("\n"):
        mark = MARKED.match(line)
        if mark:
            kind = mark.group(1).split()[0].lower()
            found.append(([line[mark.end() :]], kind, (mark.group("by") or "").strip()))
            open_paragraph = True
        elif not line.strip():
            open_paragraph = False
        elif open_paragraph:
            found[-1][0].append(line)
        else:
            found.append(([line], "", ""))
            open_paragraph = True
    return [("\n".join(lines).strip(), mark, by) for lines, mark, by in found if "".join(lines).strip()]


def as_typed(words: str, mark: str, told_by: str) -> str:
    """A statement as its writer would type it again.

    >>> as_typed("He came late.", "told", "Ms Lane")
    'Told by Ms Lane: He came late.'
    """
    if not mark:
        return words
    return f"{'Told by ' + told_by if told_by else mark.capitalize()}: {words}"
