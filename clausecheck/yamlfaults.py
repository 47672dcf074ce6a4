"""What is wrong with a text that is no YAML, in words for somebody who never programmed: the likely slip, and the fix.

The parser says where it gave up, which is often a line or more after the slip; so the lines are looked at again.
"""

from __future__ import annotations

import re
from typing import Any

from clausecheck.patterns import later

# Signs that a Chinese keyboard gives in the place of those that YAML knows.
_WIDE = {
    "：": "a colon and a space", "，": "a comma", **dict.fromkeys("－—", "a dash and a space"),
    "　": "spaces", "＃": "#",
    **dict.fromkeys("“”", 'straight quotes "'), **dict.fromkeys("‘’", "straight quotes '"),
    "｛": "{", "｝": "}", **dict.fromkeys("［【", "["), **dict.fromkeys("］】", "]"),
}
_WIDE_SIGN = later(r"(?<=[A-Za-z_])[：，]|(?:(?<=[:\[{,] )|(?<=[\[{:])|^\s*)[“‘｛［【－—　]|[｝］】](?=\s*$)")
_QUOTED = later(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")
_GLUED_KEY = later(r"^\s*(?:- )?([A-Za-z_][\w-]*):(?=[^\s/])")
_GLUED_DASH = later(r"^\s*-(?=[^\s-])")
_BARE_SIGN = later(r"(?:^\s*(?:- )*|: )([%@`&*!|>])(?=\S)")
_INNER_QUOTE = later(r"""(?:^\s*(?:- )*|[:,{\[]\s)(["'])""")
_OPEN = {"flow mapping": "{", "flow sequence": "["}


def fault(problem: Any, text: str) -> tuple[str, int | None]:
    """A parser's error → one sentence and its line (1-based)."""
    lines = text.splitlines()
    mark = problem.problem_mark or problem.context_mark
    if mark is None:
        return f"not valid YAML: {problem.problem or problem.context}", None
    begun = problem.context_mark
    for at in dict.fromkeys((mark.line, mark.line - 1, *([begun.line] if begun is not None else []))):
        slip = line_slip(lines[at]) if 0 <= at < len(lines) else ""
        if slip:
            return f"not valid YAML: {slip}", at + 1
    opened = next((sign for words, sign in _OPEN.items() if words in str(problem.context)), "")
    if opened and begun is not None:
        return (f"not valid YAML: the {opened} that is opened here is not closed, or a comma or a quote is missing "
                f"before line {mark.line + 1}", begun.line + 1)
    if "quoted scalar" in str(problem.context) and begun is not None:
        return "not valid YAML: the quote that is opened here is not closed", begun.line + 1
    return f"not valid YAML: {_by_problem(str(problem.problem), lines, mark.line)}", mark.line + 1


def line_slip(line: str) -> str:
    """The slip that a line shows by itself; nothing where it shows none."""
    lead = line[: len(line) - len(line.lstrip())]
    if "\t" in lead:
        return "a tab stands before this line: YAML is indented with spaces, two a step"
    bare = _without_quoted(line)
    wide = wide_sign(bare)
    if wide:
        return wide
    glued = _GLUED_KEY.match(bare)
    if glued:
        return f"a space is missing after `{glued[1]}:`"
    if _GLUED_DASH.match(bare) and not bare.strip().startswith("---"):
        return "a space is missing after the dash"
    sign = _BARE_SIGN.search(bare)
    if sign:
        return f"a text that begins with {sign[1]} stands in quotes"
    return _quotes(line)


def wide_sign(text: str) -> str:
    """What to write in the place of the full-width sign that a text begins with, ends with or has after a word."""
    match = _WIDE_SIGN.search(text)
    if match is None:
        return ""
    sign = match[0].strip(" ")
    return _unknown(sign)


def _unknown(sign: str) -> str:
    return f"the full-width {sign} is no sign of YAML: write {_WIDE[sign]}"


def wide_hint(value: object) -> str:
    """What to write for a full-width sign in a text that stands where something else is wanted, or for a dash or a
    colon without its space: ready to follow a sentence. Nothing where it has none."""
    if not isinstance(value, str):
        return ""
    sign = next((c for c in value if c in _WIDE and c not in "—　"), "")
    if sign:
        return f" ({_unknown(sign)})"
    if re.match(r"-\w", value):
        return " (a space is missing after the dash)"
    return " (a space is missing after the colon)" if re.match(r"[A-Za-z_]+:\S", value) else ""


def _without_quoted(line: str) -> str:
    """The line with what stands in straight quotes, and a comment, taken out."""
    return re.sub(r"(^|\s)#.*", r"\1", _QUOTED.sub('""', line))


def _quotes(line: str) -> str:
    """A text in quotes that goes on after them, or whose quote is not closed."""
    start = _INNER_QUOTE.search(line)
    if start is None:
        return ""
    quote, rest = start[1], line[start.end() - 1 :]
    whole = _QUOTED.match(rest)
    if whole is None:
        return f"a quote ({quote}) is opened here and not closed"
    after = rest[whole.end() :].strip()
    if after and after[0] not in ",}]:#":
        other = "'" if quote == '"' else '"'
        return f"the text goes on after its closing quote ({quote}): a text that holds {quote} stands in {other}"
    return _quotes(rest[whole.end() :])


def _by_problem(problem: str, lines: list[str], at: int) -> str:
    if "mapping values are not allowed" in problem:
        return "a colon and a space stand inside a text here: a text with “: ” in it stands in quotes"
    if "expected ':'" in problem:
        return "a key needs a colon and a space after it, as in `scope: clause`"
    if "did not find expected key" in problem or "'-' indicator" in problem or "block" in problem:
        before = next((i for i in range(min(at, len(lines)) - 1, -1, -1) if lines[i].strip()), None)
        here = lines[at] if at < len(lines) else ""
        if before is not None:
            columns = f"column {_column(here)} and the one before in column {_column(lines[before])}"
            return f"this line begins in {columns}: the lines of one list or mapping begin in the same column"
    if "node content" in problem:
        return "something is missing in this list, or a [ or { is opened here and not closed"
    if "cannot start any token" in problem:
        return "a sign stands here that YAML keeps for itself: a text with it stands in quotes"
    return problem


def _column(line: str) -> int:
    return len(line) - len(line.lstrip(" ")) + 1
