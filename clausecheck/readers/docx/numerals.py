"""A number in the formats that Word's automatic numbering has (ECMA-376, ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_PLAIN = "〇一二三四五六七八九"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_ONES = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
         "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
             "twelve": "twelfth"}
_KATAKANA = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノ"
    "ハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"


def numeral(number: int, format: str) -> str | None:
    """The number as Word writes it; None for a format that is not known here (digits are then a fair reading)."""
    write = FORMATS.get(format)
    if write is None:
        return None
    return str(number) if number < 1 and format not in ("none", "decimalZero") else write(number)


def chinese(number: int, digits: str, units: str, *, one_ten: bool = False) -> str:
    """101 → 一百零一. `digits`: 0 to 9; `units`: ten, hundred, thousand, ten thousand; `one_ten`: 一十 for ten."""
    if number >= 100_000_000:
        return "".join(digits[int(d)] for d in str(number))
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = digits[0] if 0 < low < 1_000 else ""
        tail = gap + chinese(low, digits, units, one_ten=True) if low else ""
        return chinese(high, digits, units, one_ten=one_ten) + units[3] + tail
    written = ""
    for power, unit in ((3, units[2]), (2, units[1]), (1, units[0]), (0, "")):
        digit = number // 10**power % 10
        if digit:
            bare = digit == 1 and power == 1 and not written and not one_ten
            gap = digits[0] if written and number // 10 ** (power + 1) % 10 == 0 else ""
            written += gap + ("" if bare else digits[digit]) + unit
    return written


def japanese(number: int, digits: str, units: str) -> str:
    """101 → 百壱: no one before a unit, no zero in a gap."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        return japanese(high, digits, units) + units[3] + (japanese(low, digits, units) if low else "")
    written = ""
    for power, unit in ((3, units[2]), (2, units[1]), (1, units[0]), (0, "")):
        digit = number // 10**power % 10
        if digit:
            written += ("" if digit == 1 and unit else digits[digit]) + unit
    return written


def letters(number: int) -> str:
    """a … z, aa, bb …: Word repeats the letter."""
    return chr(97 + (number - 1) % 26) * min((number - 1) // 26 + 1, 30)


def roman(number: int) -> str:
    """Lower case; digits beyond 3999."""
    if number > 3999:
        return str(number)
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written


def cardinal(number: int) -> str:
    """In English words, lower case."""
    if number >= 1_000_000:
        return str(number)
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            return f"{cardinal(number // size)} {name}" + (f" {cardinal(rest)}" if rest else "")
    if number < 20:
        return _ONES[number]
    return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")


def ordinal_words(number: int) -> str:
    """first, twenty-second, one hundred third."""
    head, mark, last = cardinal(number).rpartition("-")
    if not mark:
        head, mark, last = cardinal(number).rpartition(" ")
    return head + mark + _ORDINALS.get(last, last[:-1] + "ieth" if last.endswith("y") else last + "th")


def ordinal(number: int) -> str:
    """1st, 2nd, 11th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _signs(first: str, count: int) -> Callable[[int], str]:
    """Signs of their own up to `count`, digits beyond: ①."""
    return lambda n: chr(ord(first) + n - 1) if n <= count else str(n)


def _cycle(table: str) -> Callable[[int], str]:
    return lambda n: table[(n - 1) % len(table)]


def _digits(table: str) -> Callable[[int], str]:
    return lambda n: "".join(table[int(d)] for d in str(n))


def _chinese(digits: str, units: str, *, one_ten: bool = False) -> Callable[[int], str]:
    return lambda n: chinese(n, digits, units, one_ten=one_ten)


_simple = _chinese("零一二三四五六七八九", "十百千万")
_taiwanese = _chinese("零一二三四五六七八九", "十百千萬")

FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda n: f"{n:02}",
    "none": lambda n: "",
    "upperRoman": lambda n: roman(n).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda n: letters(n).upper(),
    "lowerLetter": letters,
    "ordinal": ordinal,
    "cardinalText": lambda n: cardinal(n).capitalize(),
    "ordinalText": lambda n: ordinal_words(n).capitalize(),
    "hex": lambda n: f"{n:X}",
    "chicago": lambda n: "*†‡§"[(n - 1) % 4] * min((n - 1) // 4 + 1, 30),
    "numberInDash": lambda n: f"- {n} -",
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "decimalEnclosedCircle": _signs("①", 20),
    "decimalEnclosedCircleChinese": _signs("①", 20),
    "decimalEnclosedParen": _signs("⑴", 20),
    "decimalEnclosedFullstop": _signs("⒈", 20),
    "ideographEnclosedCircle": _signs("㈠", 10),
    "chineseCounting": _simple,
    "chineseCountingThousand": _simple,
    "taiwaneseCounting": _taiwanese,
    "taiwaneseCountingThousand": _taiwanese,
    "chineseLegalSimplified": _chinese("零壹贰叁肆伍陆柒捌玖", "拾佰仟万", one_ten=True),
    "ideographLegalTraditional": _chinese("零壹貳參肆伍陸柒捌玖", "拾佰仟萬", one_ten=True),
    "japaneseCounting": _simple,
    "japaneseLegal": lambda n: japanese(n, "〇壱弐参四伍六七八九", "拾百阡萬"),
    "ideographDigital": _digits(_PLAIN),
    "taiwaneseDigital": _digits(_PLAIN),
    "japaneseDigitalTenThousand": _digits(_PLAIN),
    "koreanDigital2": _digits(_PLAIN),
    "koreanDigital": _digits("영일이삼사오육칠팔구"),
    "koreanCounting": lambda n: japanese(n, "영일이삼사오육칠팔구", "십백천만"),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": lambda n: _STEMS[(n - 1) % 10] + _BRANCHES[(n - 1) % 12],
    "aiueo": _cycle(_KATAKANA),
    "aiueoFullWidth": _cycle(_KATAKANA),
    "iroha": _cycle(_IROHA),
    "irohaFullWidth": _cycle(_IROHA),
    "ganada": _cycle("가나다라마바사아자차카타파하"),
    "chosung": _cycle("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"),
    "russianLower": _cycle(_RUSSIAN),
    "russianUpper": _cycle(_RUSSIAN.upper()),
}
