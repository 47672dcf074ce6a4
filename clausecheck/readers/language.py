"""Which language a text is in: by script, and among Latin scripts by the commonest function words."""

from __future__ import annotations

from collections import Counter

from clausecheck.patterns import later

_SCRIPTS = {
    "zh": later(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"),
    "ja": later(r"[\u3040-\u30ff\uff66-\uff9d]"),
    "ko": later(r"[\u1100-\u11ff\uac00-\ud7af]"),
    "ru": later(r"[\u0400-\u04ff]"),
    "ar": later(r"[\u0600-\u06ff\u0750-\u077f]"),
    "he": later(r"[\u0590-\u05ff]"),
    "th": later(r"[\u0e00-\u0e7f]"),
    "hi": later(r"[\u0900-\u097f]"),
    "el": later(r"[\u0370-\u03ff]"),
}
_WORD = later(r"[^\W\d_]+")
_FUNCTION_WORDS = {
    "en": "the of and to in is shall be by for or on with any that this as not are will may it from at has "
          "you your we our if before after when must pay all no an which a who its their they them does do than "
          "such these those was were been have can so but each where out up one per whom would should there",
    "fr": "le la les de des du et à en un une est que qui dans pour par sur au aux ne pas avec ou il ce cette sont",
    "de": "der die das und ist in den von zu mit dem des nicht ein eine für auf im sich auch als bei oder wird nach",
    "es": "el la los las de y en que un una es por con para del se no al su como o si más pero este",
    "it": "il lo la i gli le di e che in un una è per con del della non si al dei nel o sono da alla",
    "pt": "o a os as de e que em um uma é por com para do da não se ao dos das ou no na pelo",
    "nl": "de het een en van in is dat op te voor met niet zijn aan door als of bij wordt naar om",
    "sv": "och att det som en på är av för med den till inte om ett har vid eller från ska",
    "pl": "i w na z do nie się jest o że od po za przez jak lub dla oraz przy to",
    "tr": "ve bir bu için ile olarak da de olan veya gibi daha en her kadar sonra ise",
    "id": "dan yang di untuk dengan dari pada ini tidak atau dalam adalah oleh akan sebagai ke",
    "vi": "và của các là không được cho trong có một với này những theo khi tại hoặc về",
}
_LISTS = {language: frozenset(words.split()) for language, words in _FUNCTION_WORDS.items()}
_SAMPLE = 50_000


def detect(text: str) -> str:
    """An ISO 639-1 code, or "und" where nothing can be told. A bilingual text is of the script it has more of."""
    sample = text[:_SAMPLE]
    counts = Counter({script: len(pattern.findall(sample)) for script, pattern in _SCRIPTS.items()})
    words = [w.lower() for w in _WORD.findall(sample) if w.isascii() or ord(w[0]) < 0x250]
    latin = len(words)
    if counts["ja"] * 10 > counts["zh"] + counts["ja"] and counts["ja"] > 2:
        return "ja"
    script, most = counts.most_common(1)[0]
    # a Han character carries about as much as half a word
    if most and most / 2 >= latin:
        return script
    return _latin(words) if words else ("zh" if counts["zh"] else "und")


def _latin(words: list[str]) -> str:
    hits = {language: sum(w in known for w in words) for language, known in _LISTS.items()}
    best = max(hits, key=lambda language: (hits[language], language == "en"))
    if hits[best] == 0 or (best != "en" and hits[best] <= hits["en"]):
        best = "en" if all(w.isascii() for w in words) else "und"
    return best
