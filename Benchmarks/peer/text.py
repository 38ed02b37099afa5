# SPDX-License-Identifier: Apache-2.0
"""Thai text made comparable: folding, the keys of names, and how alike two keys are."""

import functools
import re

MARKS = {0x0E31: 1, **dict.fromkeys(range(0x0E34, 0x0E3B), 1), 0x0E47: 2, **dict.fromkeys(range(0x0E48, 0x0E4C), 3),
         0x0E4C: 4, 0x0E4D: 5, 0x0E4E: 5}
RANK = {chr(code): rank for code, rank in MARKS.items()}
NIKHAHIT, SARA_AA, SARA_AM, SARA_E, SARA_AE = "\u0e4d", "\u0e32", "\u0e33", "\u0e40", "\u0e41"
WHITE = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def _marks(lowest, highest):
    return "[" + "".join(mark for mark, rank in RANK.items() if lowest <= rank <= highest) + "]"


# What a folded text never has: most names have none of it and are their own fold.
IRREGULAR = re.compile(
    "^ | $|  |[^ -~\u0e00-\u0e7f]|" + SARA_E * 2 + "|" + NIKHAHIT + "|"
    + "|".join(_marks(rank, rank) + _marks(1, rank) for rank in range(1, 6)))


class Damaged(ValueError):
    """The text holds U+FFFD."""


def fold(text):
    """One spelling of what looks the same: sara am and ae, marks in order, nothing invisible, single spaces."""
    if not IRREGULAR.search(text):
        return text
    if "\ufffd" in text:
        raise Damaged(text)
    out, marks = [], []
    space = pending_e = False

    def settle():
        nonlocal space, pending_e
        if pending_e:
            out.append(SARA_E)
            pending_e = False
        if marks:
            if space:
                out.append(" ")
                space = False
            out.extend(sorted(set(marks), key=lambda mark: (RANK[mark], mark)))
            marks.clear()

    for letter in text:
        if INVISIBLE.match(letter):
            continue
        if WHITE.match(letter):
            settle()
            space = bool(out)
            continue
        if letter in RANK:
            marks.append(letter)
            continue
        if letter == SARA_AM or (letter == SARA_AA and NIKHAHIT in marks):
            marks[:] = [mark for mark in marks if mark != NIKHAHIT]
            letter = SARA_AM
        if letter == SARA_E and pending_e and not marks:
            pending_e = False
            out.append(SARA_AE)
            continue
        settle()
        if space:
            out.append(" ")
            space = False
        if letter == SARA_E:
            pending_e = True
        else:
            out.append(letter)
    settle()
    return "".join(out)


def _titles():
    words = (
        "นางสาว นาวสาว นาง นาย ว่าที่ หญิง คุณหญิง ท่านผู้หญิง หม่อมหลวง หม่อมราชวงศ์ หม่อมเจ้า ศาสตราจารย์ "
        "รองศาสตราจารย์ ผู้ช่วยศาสตราจารย์ ดอกเตอร์ นายแพทย์ แพทย์หญิง ทันตแพทย์ ทันตแพทย์หญิง นายสัตวแพทย์ "
        "สัตวแพทย์หญิง เภสัชกร เภสัชกรหญิง").split()
    steps = (
        "พล พัน ร้อย จ่าสิบ สิบ พลเรือ นาวา เรือ พันจ่า จ่า พลอากาศ นาวาอากาศ เรืออากาศ พันจ่าอากาศ จ่าอากาศ "
        "พลตำรวจ พันตำรวจ ร้อยตำรวจ สิบตำรวจ").split()
    ranks = [step + grade for step in steps for grade in ("เอก", "โท", "ตรี")]
    ranks += "ดาบตำรวจ จ่าสิบตำรวจ พลทหาร พันจ่าอากาศ".split()
    short = "พล. พ. ร. จ.ส. ส. พล.ร. น. พ.จ. จ. พล.อ. พล.ต. พ.ต. ร.ต. ส.ต.".split()
    short = [step + grade for step in short for grade in ("อ.", "ท.", "ต.")]
    short += (
        "น.ส. ด.ต. จ.ส.ต. ดร. ผศ. รศ. ศ. นพ. พญ. ทพ. ทพญ. สพ. ภก. ภญ. ม.ล. ม.ร.ว. ม.จ. ผศ.ดร. รศ.ดร. "
        "ศ.ดร.").split()
    titles = set(words + ranks + short + [title.replace(".", ". ") for title in short])
    return sorted(titles, key=len, reverse=True)


# A title counts only where a name, or a space before it, can go on.
TITLE = re.compile("(?:" + "|".join(map(re.escape, _titles())) + ")(?=[^\u0e2f-\u0e3a\u0e45-\u0e4e]) *")
LETTERS = {ord(mark): None for mark in ". -,\"'()"} | {code: code + 32 for code in range(0x41, 0x5B)}
OTHER = re.compile("[^\x00-\x7f\u0e00-\u0e7e]")
PLACEHOLDERS = {"", "unknown", "unknownparty", "n/a", "na", "null", "none"}


def _letters(text):
    return OTHER.sub("\xff", text.translate(LETTERS))


@functools.lru_cache(maxsize=None)
def candidate_key(name):
    """The letters of a name without title and rank; None when the name is damaged."""
    try:
        name = fold(name)
    except Damaged:
        return None
    for _ in range(4):
        title = TITLE.match(name)
        if not title:
            break
        name = name[title.end():]
    return _letters(name)


@functools.lru_cache(maxsize=None)
def party_key(name):
    """The letters of a party's name without "party" in front; None when the name is damaged."""
    try:
        name = fold(name)
    except Damaged:
        return None
    if name.startswith("พรรค") and len(name) > 4:
        name = name[4:]
    return _letters(name)


def distance(one, other):
    """Levenshtein's distance with one word of bits for a column of the table (Myers 1999)."""
    if one == other:
        return 0
    if len(one) > len(other):
        one, other = other, one
    if not one:
        return len(other)
    positions = {}
    for index, letter in enumerate(one):
        positions[letter] = positions.get(letter, 0) | 1 << index
    full, last = (1 << len(one)) - 1, 1 << len(one) - 1
    plus, minus, score = full, 0, len(one)
    for letter in other:
        equal = positions.get(letter, 0)
        diagonal = ((equal & plus) + plus ^ plus) | equal | minus
        up = minus | full & ~(diagonal | plus)
        down = plus & diagonal
        if up & last:
            score += 1
        elif down & last:
            score -= 1
        up = up << 1 | 1
        plus = full & (down << 1 | ~(diagonal | up))
        minus = full & up & diagonal
    return score


def similarity(one, other):
    """1 for equal keys, 0 when nothing agrees or one is damaged."""
    if one is None or other is None:
        return 0.0
    longer = max(len(one), len(other))
    return 1 - distance(one, other) / longer if longer else 1.0


def best_match(key, keys, threshold=0.75, lead=0.1):
    """The index of the most alike key, when it is alike enough and clearly ahead of the second."""
    if key is None or key in PLACEHOLDERS:
        return None
    best, best_likeness, second = None, -1.0, 0.0
    for index, other in enumerate(keys):
        likeness = similarity(key, other)
        if likeness > best_likeness:
            second = max(best_likeness, 0.0)
            best, best_likeness = index, likeness
        else:
            second = max(second, likeness)
    if best is None or best_likeness < threshold or (best_likeness != 1 and best_likeness - second < lead):
        return None
    return best
