"""A sound pack (tests/slips), and each slip that an author who never programmed may make: told with file, line, what and how to mend.

One row a slip: file, what stood there, what stands there now, the line that is named, and words of the sentence.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from clausecheck.errors import PackError
from clausecheck.linting import CHECKS, lint
from clausecheck.rulebook import open_pack
from clausecheck.testing import run_examples

SOUND = Path(__file__).parent / "slips"
RULE, WORDS, PACK = "left-too-long.yaml", "lexicon.yaml", "pack.yaml"
TWO = "  - COLLECT_PET: {by: buyer, late: true}\n  - PET_FORFEITED: {burden: true}\n"
WHY = "why: {zh: 这样的格式条款可能不合理地加重消费者责任。, en: Such a standard term may burden the consumer without reason.}"
AUTHORITY = "authorities: [{{id: {}, role: {}, link: mapped}}]\nscope: clause"
FED = "      - Pets are fed twice a day."
BROKEN = [  # what keeps the pack from being read
    # --- YAML
    (RULE, "  - PET_FORFEITED", " - PET_FORFEITED", 7, "begins in column 2 and the one before in column 3"),
    (RULE, "  - PET_FORFEITED", "    - PET_FORFEITED", 7, "begins in column 5 and the one before in column 3"),
    (RULE, "  - OWNER_ASKED", "\t- OWNER_ASKED", 9, "a tab stands before this line: YAML is indented with spaces"),
    (RULE, "scope: clause", "scope：clause", 4, "the full-width ： is no sign of YAML: write a colon and a space"),
    (RULE, "{by: buyer, late", "{by：buyer, late", 6, "the full-width ： is no sign of YAML: write a colon and a space"),
    (RULE, "{by: buyer, late", "{by: buyer， late", 6, "the full-width ， is no sign of YAML: write a comma"),
    (RULE, "{by: buyer, late: true}", "｛by: buyer, late: true｝", 6, "the full-width ｛ is no sign of YAML: write {"),
    (RULE, "  - OWNER_ASKED", "  － OWNER_ASKED", 8, "the full-width － is no sign of YAML: write a dash and a space"),
    (RULE, 'en: "A pet that is $window late is lost to its owner."', "en: “A pet that is $window late, is lost.”", 15, 'write straight quotes "'),
    (WORDS, "[书面催告, 经主人书面同意]", "【书面催告, 经主人书面同意】", 12, "the full-width 【 is no sign of YAML: write ["),
    (RULE, "scope: clause", "scope:clause", 4, "a space is missing after `scope:`"),
    (RULE, "  - OWNER_ASKED", "  -OWNER_ASKED", 8, "a space is missing after the dash"),
    (RULE, FED, "      - 'The pet's food is included.'", 38, "the text goes on after its closing quote ('): a text that holds ' stands in \""),
    (RULE, FED, '      - "The "best" food is included."', 38, "a text that holds \" stands in '"),
    (RULE, FED, "      - %20 of pets are fed.", 38, "a text that begins with % stands in quotes"),
    (RULE, FED, "      - @home pets are fed.", 38, "a text that begins with @ stands in quotes"),
    (RULE, FED, "      - Pets are fed: twice a day.", 38, "one with “: ” in it (after 'Pets are fed') stands in quotes"),
    (RULE, "within 7 days, the pet becomes our property.\"", "within 7 days, the pet becomes our property.", 28, 'a quote (") is opened here and not closed'),
    (RULE, "{by: buyer, late: true}", "{by: buyer, late: true", 6, "the { that is opened here is not closed"),
    (WORDS, "[书面催告, 经主人书面同意]", "[书面催告, 经主人书面同意", 12, "the [ that is opened here is not closed"),
    (RULE, "scope: clause", "scope: clause\nscope: document", 5, "the key 'scope' stands twice (first on line 4)"),
    (RULE, "  - OWNER_ASKED", "  - &a OWNER_ASKED", 9, "anchors (&a) are refused"),
    (RULE, "scope: clause", "---\nscope: clause", 4, "a second YAML document begins here"),
    # --- keys, operators, concepts
    (RULE, "advice:", "advise:", 20, "unknown key 'advise' in a rule — did you mean advice?"),
    (RULE, "advice:", "建议:", 20, "unknown key '建议' in a rule (known: title,"),
    (RULE, "PET_FORFEITED: {", "PET_FORFIETED: {", 7, "unknown concept PET_FORFIETED — did you mean PET_FORFEITED?"),
    (RULE, "  - OWNER_ASKED", "  - Owner_Asked", 9, "concepts are UPPERCASE, operators lowercase — did you mean OWNER_ASKED?"),
    (RULE, "  - OWNER_ASKED", "  - 书面催告", 9, "a rule names concepts, and the words of contracts stand in the lexicon"),
    (RULE, "  - OWNER_ASKED", "  - NONE: [OWNER_ASKED]", 9, "NONE is no concept: the operator is written none:"),
    (RULE, "  - OWNER_ASKED", "  - nonee: [OWNER_ASKED]", 9, "unknown operator 'nonee' — did you mean none?"),
    (RULE, "  - OWNER_ASKED", "  - none: OWNER_ASKED", 9, "none: must be a list of elements: none: [PAY_BALANCE, …]"),
    (RULE, "  - OWNER_ASKED", "  - OWNER_ASKED:", 9, "without, write OWNER_ASKED with no colon"),
    (RULE, "  - OWNER_ASKED", "  - OWNER_ASKED: {}\n    REFUND: {}", 9, "here are OWNER_ASKED, REFUND together; give each a dash of its own"),
    (RULE, "  - OWNER_ASKED", "  - promised: [OWNER_ASKED]", 9, "here is a list; several elements stand in all: […] or any: […]"),
    (RULE, "  - OWNER_ASKED", "  - before: [OWNER_ASKED]", 9, "before: takes two elements"),
    (RULE, "\nunless:\n  - OWNER_ASKED", "\n  - unless: [OWNER_ASKED]", 8, "unless: stands in a list of elements, and is a key of the rule itself"),
    (RULE, "unless:\n  - OWNER_ASKED", "unless: OWNER_ASKED", 8, "unless: must be a list of elements"),
    (RULE, TWO, TWO.replace("- ", ""), 5, "when: must be a list of elements, each on a line that begins with a dash"),
    (RULE, "when:\n" + TWO, "when: []\n", 5, "when: must be a list of elements"),
    (RULE, "when:\n" + TWO, "", 2, "a rule needs `when:`"),
    (RULE, "  - PET_FORFEITED: {burden: true}", "  - anywhere: PET_FORFEITED", 7, "anywhere: belongs in unless:"),
    (RULE, "late: true", "negated: yes", 6, "negated: is true or any, not 'yes'"),
    (RULE, "late: true", "late: 1", 6, "late: is true or false, not 1"),
    (RULE, "by: buyer", "by: owner", 6, "unknown party 'owner' (known: buyer, seller"),
    (RULE, "late: true", "tardy: true", 6, "unknown key 'tardy' in COLLECT_PET (known: by, negated, late"),
    (RULE, "under: 15 days", "under: 15", 14, "15 is no length of time such as 15 days"),
    (RULE, "{duration: {under: 15 days, as: window}}", "{duration: 15 days}", 14, "such as duration: {under: 15 days, as: window}"),
    (RULE, "under: 15 days", "over: 20 days, under: 15 days", 14, "nothing is both over and under these figures"),
    (RULE, "late: true", "amount: {over: 20 percent}", 6, "is no amount such as 20% of PRICE, 20%, 5000 CNY or 200% of $name"),
    (RULE, "{burden: true}", "{burden: true, same: pet}", 7, "'pet' is not named by an element before this one"),
    (RULE, "as: window", "as: Window", 14, "'Window' is no name: lowercase letters"),
    (RULE, "逾期$window不接", "逾期$windw不接", 15, "$windw is not bound on every path through when — did you mean window?"),
    (RULE, "晚接宠物就会", "晚接$window就会", 18, "$window is not bound on every path"),
    (RULE, "  - OWNER_ASKED", "  - happened: PET_LOST", 9, "unknown event PET_LOST"),
    (RULE, "scope: clause", "scope: contract", 4, "scope: 'contract' is none of clause, document"),
    (RULE, "scope: clause", "sectors: [pets]\nscope: clause", 4, "sectors: 'pets' is none of any, vehicle"),
    # --- law
    (RULE, "all-payments-forfeited", "all-payment-forfeited", 3, "did you mean all-payments-forfeited?"),
    (RULE, "all-payments-forfeited", "forfeited", 3, "unknown doctrine 'forfeited' (known: all-payments-forfeited)"),
    (RULE, "doctrine: all-payments-forfeited", "doctrine: [all-payments-forfeited]", 3, "doctrine: is the id of one doctrine"),
    (RULE, "scope: clause", AUTHORITY.format("cn-civil-code-4977", "ground"), 4, "did you mean cn-civil-code-497?"),
    (RULE, "scope: clause", AUTHORITY.format("cn-civil-code-497", "main"), 4, "role: 'main' is none of ground, support"),
    (RULE, "scope: clause", "authorities: [cn-civil-code-497]\nscope: clause", 4, "{id: cn-civil-code-497, role: ground, link: mapped}"),
    (RULE, "effect: none-claimed\nmessage", "effect: void\nauthorities: [{id: cn-crpl-26, role: support, link: mapped}]\nmessage", 10, "effect: void needs a ground that voids"),
    (RULE, "severity: medium", "severity: grave", 11, "severity: 'grave' is none of low, medium, high"),
    (RULE, "all-payments-forfeited", "resale-restriction", 10, "the doctrine resale-restriction is no graver than low"),
    (RULE, "effect: none-claimed", "effect: nothing", 12, "effect: 'nothing' is none of void"),
    (RULE, "levels:", "severity: low\nlevels:", 11, "severity and effect, or levels: not both"),
    # --- texts and examples
    (RULE, WHY, WHY[: WHY.index(", en")] + "}", 19, "why: must be {zh: …, en: …}; en: is missing"),
    (RULE, WHY, "why: Such a term may be unfair.", 19, "a text in one language is not enough"),
    (RULE, "a written reminder and a fair time", "a reminder, and a fair time", 20, "a text with a comma inside {…} stands in quotes"),
    (RULE, "{zh: 逾期不接宠物归店家,", "{zh: 12,", 2, 'write "12" in quotes'),
    (RULE, "      - 主人逾期未接回宠物的，宠物归本店所有。\n", "", 22, "zh has 1 and 4"),
    (RULE, 'may rehome the pet.", near_miss: true', 'may rehome the pet."', 22, "one of the en examples that comply must be a near miss"),
    (RULE, "near_miss: true", "nearmiss: true", 34, "did you mean near_miss?"),
    (RULE, "level: medium, captures", "level: grave, captures", 25, "level: is one of low, medium, high"),
    (RULE, "captures: {window", "captures: {windw", 25, "no element gives the name 'windw' — did you mean window?"),
    # --- words
    (WORDS, "[接回宠物, 领回宠物]", '["*"]', 8, "has no letters, so it can never match"),
    (WORDS, "[接回宠物, 领回宠物]", "[12]", 8, 'each form is a text: write "12" in quotes'),
    (WORDS, "zh: [接回宠物, 领回宠物]", "zh: 接回宠物", 8, "zh: must be a list of words: zh: [words, others]"),
    (WORDS, "kind: event", "kind: verb", 5, "COLLECT_PET needs a kind: event, thing, party, state, circumstance, mask, not 'verb'"),
    (WORDS, "actor: buyer", "actor: owner", 5, "actor 'owner' is none of buyer, seller"),
    (WORDS, "OWNER_ASKED:", "Owner_asked:", 10, "'Owner_asked' is no name of a concept: UPPERCASE"),
    (WORDS, "OWNER_ASKED:", "REFUND:", 11, "for another idea take another name"),
    (WORDS, "OWNER_ASKED:\n", "OWNER_ASKED:\n  joins: [[COLECT_PET]]\n", 10, "joins the unknown concept COLECT_PET — did you mean COLLECT_PET?"),
    # --- the pack
    (PACK, "version: 0.1.0", "extends: [cn-consumr]", 3, "no pack 'cn-consumr'"),
    (PACK, "version: 0.1.0", "rules: {left-to-long: low}", 3, "no rule 'left-to-long' — did you mean left-too-long?"),
    (PACK, "version: 0.1.0", "rules: {left-too-long: none}", 3, "'none' is none of low, medium, high, off"),
    (PACK, "clausecheck>=0.1", "clausecheck>=9.0", 6, "this pack needs clausecheck 9.0 or newer"),
    (PACK, "clausecheck>=0.1", "[nowhere>=1.0]", 6, "needs: no pack 'nowhere'"),
    (PACK, "version: 0.1.0", "extends: [shop]", 3, "packs extend each other in a circle"),
    (PACK, "name: shop", "name: 宠物店", 2, "'宠物店' is no name: lowercase letters, digits and -"),
    (PACK, "[zh, en]", "Chinese", 5, "languages: is a list of zh and en, such as [zh, en]"),
]
REMARKS = [  # what will surprise, or is not what the author meant
    (WORDS, "[书面催告, 经主人书面同意]", "[书面催告，经主人书面同意]", 12, "form-odd", "a full-width comma parts no forms"),
    (WORDS, '"collect* the pet"', "“collect* the pet”", 9, "form-odd", "full-width quotes are words of the form"),
    (WORDS, '"collect* the pet"', '"collect*the pet"', 9, "form-odd", "* is any ending and stands at the end of a word"),
    (WORDS, "[接回宠物, 领回宠物]", "[接回...宠物, 接回宠物]", 8, "form-odd", "three dots are no gap: write …"),
    (WORDS, "[接回宠物, 领回宠物]", "[接(回|走)宠物, 接回宠物]", 8, "form-odd", "a form is words, no pattern"),
    (WORDS, "[接回宠物, 领回宠物]", '["接.{0,3}宠物", 接回宠物]', 8, "form-odd", "a form is words, no pattern"),
    (WORDS, "[接回宠物, 领回宠物]", "[]", 6, "concept-without-words", "COLLECT_PET has no words in zh"),
    (WORDS, "OWNER_ASKED:", "UNUSED: {kind: state, zh: [随便], en: [whatever]}\nOWNER_ASKED:", 10, "concept-unused", "no rule speaks of UNUSED"),
    (WORDS, "kind: event", "kind: thing", 6, "qualifier-of-no-act", "COLLECT_PET is a thing: it is never late"),
    (RULE, FED, "      - Pets are fed #2 twice a day.", 38, "text-cut", "the example ends before “#2 twice a day.”"),
    (RULE, FED, "      - 本店每日喂食三次。", 38, "text-in-one-language", "this is no English example"),
    (RULE, "这样的格式条款可能不合理地加重消费者责任。", "这样的格式条款无效。", 19, "says-void", "“条款无效” is for a court to say"),
    (RULE, "这样的格式条款可能不合理地加重消费者责任。", "Such a term is unfair.", 19, "text-in-one-language", "why: zh: is not Chinese"),
    (RULE, "{burden: true}", "{burden: true, as: pet}", 7, "name-unused", "the name 'pet' is given and never used"),
    (RULE, "scope: clause", AUTHORITY.format("cn-repealed-contract-law-39-41", "support"), 4, "authority-repealed", "is repealed and is never cited"),
    (RULE, "under: 15 days", "under: 2 days", 10, "level-idle", "no example reaches the level medium"),
    (RULE, "suggest: {zh: 逾期未接回宠物的，本店照管至主人来接，照管费另计。", "suggest: {zh: 逾期未接回宠物的，宠物归本店所有。", 21,
     "suggest-does-not-cure", "the suggestion does not clear the finding"),
]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SOUND, tmp_path / "shop"))


def slip(pack: Path, file: str, before: str, after: str) -> None:
    text = (pack / file).read_text(encoding="utf-8")
    assert before in text
    (pack / file).write_text(text.replace(before, after, 1), encoding="utf-8")


def test_the_pack_is_sound_before_anything_slips(pack: Path) -> None:
    opened = open_pack(str(pack))
    assert lint(opened) == () and opened.pack is not None
    assert not [r for r in run_examples(opened.pack, opened.lexicon, opened.law) if r.problems]


@pytest.mark.parametrize(("file", "before", "after", "line", "words"), BROKEN, ids=[row[4][:40] for row in BROKEN])
def test_a_slip_is_told_with_its_place_and_its_fix(pack: Path, file: str, before: str, after: str, line: int, words: str) -> None:
    slip(pack, file, before, after)
    errors = open_pack(str(pack)).errors
    told = [e for e in errors if words in e.sentence]
    assert told, [str(e) for e in errors]
    assert (told[0].file, told[0].line) == (str(pack / file), line)
    assert told[0].check in CHECKS and "\n" not in told[0].sentence


@pytest.mark.parametrize(("file", "before", "after", "line", "check", "words"), REMARKS, ids=[row[5][:40] for row in REMARKS])
def test_what_will_surprise_is_remarked(pack: Path, file: str, before: str, after: str, line: int, check: str, words: str) -> None:
    slip(pack, file, before, after)
    found = [r for r in lint(open_pack(str(pack))) if r.name == check and words in r.sentence]
    assert found
    assert found[0].line == line


def add(name: str, of: str = RULE) -> Callable[[Path], object]:
    def do(pack: Path) -> None:
        (pack / name).parent.mkdir(exist_ok=True)
        shutil.copy(pack / of, pack / name)

    return do


@pytest.mark.parametrize(("do", "file", "words"), [
    (add("Left-Too-Long.yaml"), "Left-Too-Long.yaml", "no name of a rule: lowercase letters, digits and -, such as left-too-long.yaml"),
    (add("left too long.yaml"), "left too long.yaml", "such as left-too-long.yaml"),
    (add("逾期不接.yaml"), "逾期不接.yaml", "lowercase letters, digits and -"),
    (add("another.yml"), "another.yml", "the files of a pack end in .yaml; call it another.yaml"),
    (add("another.yaml.txt"), "another.yaml.txt", "call it another.yaml"),
    (add("sub/left-too-long.yaml"), "sub/left-too-long.yaml", "the rule shop/left-too-long is defined twice"),
    (add("lexikon.yaml", WORDS), "lexikon.yaml", "unknown key 'PET_FORFEITED' in a rule"),
], ids=str)
def test_a_file_of_the_wrong_name_is_told(pack: Path, do: Callable[[Path], object], file: str, words: str) -> None:
    do(pack)
    told = [e for e in open_pack(str(pack)).errors if words in e.sentence]
    assert told and told[0].file == str(pack / file)


@pytest.mark.parametrize("file", [RULE, WORDS, PACK])
@pytest.mark.parametrize(("encoding", "line"), [("gbk", None), ("utf-16", 1)])
def test_another_encoding_is_told_and_a_mark_or_windows_line_ends_are_not(pack: Path, file: str, encoding: str, line: int | None) -> None:
    text = (pack / file).read_text(encoding="utf-8") + "# 中文\n"
    (pack / file).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert lint(open_pack(str(pack))) == ()
    (pack / file).write_bytes(text.encode(encoding))
    (error,) = open_pack(str(pack)).errors
    assert "save it again with the encoding UTF-8" in error.sentence and error.check == "not-utf8"
    assert error.line == line or line is None


def test_a_folder_that_is_no_pack_says_how_to_make_one(pack: Path) -> None:
    (pack / PACK).unlink()
    with pytest.raises(PackError, match="is a folder without a pack.yaml, so no pack"):
        open_pack(str(pack))
