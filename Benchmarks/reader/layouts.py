# SPDX-License-Identifier: Apache-2.0
"""Draws the pages of a form: printed parts, then what people write. Notes where every cell lies."""
import numpy as np

import truth
from sheet import HIGH, WIDE, Hand, Sheet, ink, sources

TITLES = {
    "5/16": "รายงานผลการนับคะแนนการออกเสียงลงคะแนนก่อนวันเลือกตั้งในเขตเลือกตั้ง",
    "5/17": "รายงานผลการนับคะแนนบัตรเลือกตั้งนอกเขตเลือกตั้งและนอกราชอาณาจักร",
    "5/18": "รายงานผลการนับคะแนนสมาชิกสภาผู้แทนราษฎร"}
LABELS = {
    "5/16": {"1": "ได้รับบัตรเลือกตั้ง ทั้งหมด", "2.1": "บัตรดี", "2.2": "บัตรเสีย"},
    "5/18": {"1.1": "จำนวนผู้มีสิทธิเลือกตั้งตามบัญชีรายชื่อผู้มีสิทธิเลือกตั้ง",
             "1.2": "จำนวนผู้มีสิทธิเลือกตั้งที่มาแสดงตน",
             "2.1": "จำนวนบัตรเลือกตั้งที่ได้รับจัดสรร", "2.2": "จำนวนบัตรเลือกตั้งที่ใช้",
             "2.2.1": "บัตรดี", "2.2.2": "บัตรเสีย",
             "2.3": "จำนวนบัตรเลือกตั้งที่เหลือ"},
    "6/1": {"1.1": "จำนวนผู้มีสิทธิเลือกตั้งตามบัญชีรายชื่อผู้มีสิทธิเลือกตั้ง",
            "1.2": "จำนวนผู้มีสิทธิเลือกตั้งที่มาแสดงตน",
            "2.1": "จำนวนบัตรเลือกตั้งที่เขตเลือกตั้งได้รับจัดสรร",
            "2.2": "จำนวนบัตรเลือกตั้งที่ใช้", "2.3": "จำนวนบัตรเลือกตั้งที่เหลือ",
            "3.1": "บัตรเลือกตั้งในหน่วยเลือกตั้ง", "3.2": "บัตรเลือกตั้งก่อนวันเลือกตั้งในเขตเลือกตั้ง",
            "3.3": "บัตรเลือกตั้งก่อนวันเลือกตั้งนอกเขตเลือกตั้งและนอกราชอาณาจักร",
            "3.4": "รวม", "4.1": "บัตรดี", "4.2": "บัตรเสีย"}}
LABELS["5/17"] = LABELS["5/16"]


def thai(text) -> str:
    return "".join(chr(ord(letter) - 48 + 0x0E50) if letter in "0123456789" else letter for letter in str(text))


class Drawing:
    """The pages of one form while they are drawn."""

    def __init__(self, form):
        self.form, self.cells = form, form["cells"]
        self.rng = np.random.default_rng([form["seed"], form["index"], 2])
        self.typed, self.listed = form["form"] == "6/1", form["ballot"] == "party_list"
        self.dpi = 300 if self.typed else 200
        # Forms are printed in looped letters; one of the two held out has no tone marks above vowels, so it types none.
        # Half of the announcements have the type that real ones have, which training knows: they are counted apart.
        usual = self.form["type"] == "usual"
        wanted = ("Laksaman.ttf",) if usual else ("Kinnari.ttf",) if self.typed else (
            "Kinnari.ttf", "NotoLoopedThai-Regular.ttf")
        paths = sources.fonts()["train" if usual else "test"]
        upright = [path for path in paths if path.endswith(wanted)]
        if not upright:
            raise SystemExit(
                f"No font {' or '.join(wanted)} lies in {sources.FONTS}; STEWARD_FONT_FOLDER names another place.")
        self.path = upright[self.rng.integers(len(upright))]
        self.hand = Hand(self.rng, self.dpi / 100)
        self.sheets, self.todo = [], []

    def new(self) -> Sheet:
        sheet = Sheet(self.dpi, self.path)
        self.sheets.append(sheet)
        code = f"ส.ส. {thai(self.form['form'])}" + (" (บช)" if self.listed else "")
        sheet.draw.rectangle([value * sheet.scale for value in (676, 43, 776, 80)], outline=255,
                             width=round(sheet.scale))
        sheet.text(726, 67, code, fit=92, anchor="ms")
        if not self.typed:
            sheet.draw.rectangle([value * sheet.scale for value in (700, 84, 774, 120)], outline=255,
                                 width=round(sheet.scale))
            sheet.text(737, 107, "สีขาว", anchor="ms")
        if len(self.sheets) > 1:
            sheet.text(WIDE / 2, 60, f"- {thai(len(self.sheets))} -", anchor="ms")
        return sheet

    def note(self, key, box, digits=None):
        self.cells[key]["page"] = len(self.sheets)
        self.cells[key]["box"] = list(box)
        if digits:
            self.cells[key]["digits_box"] = list(digits)

    def later(self, work, *values):
        self.todo.append((self.sheets[-1], work, values))

    def pages(self):
        if self.typed:
            self.announcement()
        else:
            self.station()
        for sheet in self.sheets:
            sheet.printed()
        for sheet, work, values in self.todo:
            work(sheet, *values)
        return self.sheets

    # --- printed parts -----------------------------------------------------------------------------------------------

    def label(self, item):
        if item == "2.3" and self.form["form"] in ("5/16", "5/17") or item in ("2.2.3", "4.3"):
            return "บัตรที่ไม่เลือก" + ("บัญชีรายชื่อของพรรคการเมืองใด" if self.listed else "ผู้สมัครผู้ใด")
        return LABELS[self.form["form"]][item]

    def station(self):
        form, sheet = self.form["form"], self.new()
        ballot = "แบบบัญชีรายชื่อ" if self.listed else "แบบแบ่งเขตเลือกตั้ง"
        copy = "ชุดที่ ๑ เก็บไว้ในเล่มเพื่อส่งคณะกรรมการการเลือกตั้งประจำเขตเลือกตั้ง"
        sheet.text(190, 32, f"{copy} ({ballot})", 0.95, fit=560)
        sheet.crest(420, 100, 90)
        sheet.text(WIDE / 2, 186, TITLES[form] + ballot, fit=620, anchor="ms")
        place = [truth.name(self.rng, 4), truth.name(self.rng, 2), thai(self.rng.integers(1, 9))]
        sheet.text(85, 214, f"ณ สถานที่นับคะแนน {place[0]} เขตเลือกตั้งที่ {place[2]} จังหวัด{place[1]}", fit=690)
        text = "คณะกรรมการได้ดำเนินการนับคะแนนเสร็จเรียบร้อยแล้ว ขอรายงานผลการนับคะแนน ดังนี้"
        where = f"คณะกรรมการ เขตเลือกตั้งที่ {place[2]} จังหวัด{place[1]}"
        sheet.text(185, 262, f"{where} ได้รับบัตรเลือกตั้งและหีบบัตรจากผู้แทน", fit=590)
        sheet.text(85, 289, text, fit=690)
        items = truth.ITEMS[form]
        y = 330 if len(items) > 4 else 400
        step = 32 if len(items) > 4 else 29
        for item, key, has_words in items:
            sheet.text(187, y, f"{thai(item)} {self.label(item)}", fit=285)
            start = 480
            sheet.dots(start, start + 62, y + 1)
            end = sheet.text(start + 65, y, "บัตร", 0.95)
            self.note(key, (start, y - 26, 780 - start, 34), (start, y - 26, 62, 34))
            if has_words:
                sheet.text(end + 4, y, "(", 1.15)
                sheet.dots(end + 12, 762, y + 1)
                sheet.text(764, y, ")", 1.15)
            self.later(self.write, key, start + 6, y, start + 62, end + 12, 762, has_words, 30)
            y += step
        sheet.text(187, y + 6, f"{thai(3)}. จำนวนบัตรดีแยกเป็นคะแนนตามลำดับหมายเลข ดังนี้", fit=580)
        if self.listed:
            self.table(sheet, self.form["numbers"][:10], max(636, y + 18), 37)
            self.table(self.new(), self.form["numbers"][10:34], 126, 37)
            self.table(self.new(), self.form["numbers"][34:], 126, 37, total=True)
        else:
            self.table(sheet, self.form["numbers"], max(616, y + 18), 33, total=True, slots=10)
        sheet.text(WIDE / 2, 1130, f"- {thai(self.rng.integers(5, 60))} -", 0.8, anchor="ms")
        self.signatures(self.new())

    def announcement(self):
        sheet = self.new()
        rng = self.rng
        sheet.crest(WIDE / 2, 110, 90)
        for line, text in enumerate((
                f"ประกาศคณะกรรมการการเลือกตั้งประจำเขตเลือกตั้งที่ {thai(rng.integers(1, 9))}",
                f"จังหวัด{truth.name(rng, 3)}",
                "เรื่อง ผลการนับคะแนนสมาชิกสภาผู้แทนราษฎร"
                + ("แบบบัญชีรายชื่อ" if self.listed else "แบบแบ่งเขตเลือกตั้ง"))):
            sheet.text(WIDE / 2, 200 + 27 * line, text, fit=600, anchor="ms")
        y, chapter = 320, ""
        for item, key, _ in truth.ITEMS["6/1"]:
            if item[0] != chapter:
                chapter = item[0]
                heading = ["จำนวนผู้มีสิทธิเลือกตั้ง", "จำนวนบัตรเลือกตั้ง", "จำนวนบัตรเลือกตั้งที่ใช้นับคะแนน",
                           "ผลการนับคะแนน"]
                sheet.text(145, y, f"{thai(chapter)}. {heading[int(chapter) - 1]}", fit=400)
                y += 27
            sheet.text(165, y, f"{thai(item)} {self.label(item)}", 0.95, fit=330)
            self.typed_cell(sheet, key, 510, y - 22, 785, y + 10, 590, "field")
            y += 28
        sheet.text(145, y + 4, f"{thai(5)}. จำนวนคะแนนเรียงตามลำดับ ดังนี้", fit=500)
        numbers = self.form["numbers"]
        if self.listed:
            first = max(3, int((1090 - y - 80) // 30))
            self.table(sheet, numbers[:first], y + 22, 30)
            self.table(self.new(), numbers[first:first + 30], 110, 29)
            self.table(self.new(), numbers[first + 30:], 110, 29, total=True)
            return
        sheet = self.new()
        self.table(sheet, numbers, 190, self.form["row"], total=True)
        self.signatures(sheet, 760)

    def table(self, sheet, numbers, top, row, total=False, slots=0):
        """A piece of the table, with its heading on every page."""
        listed, typed = self.listed, self.typed
        edges = [66, 226, 440, 752] if listed and not typed else [70, 170, 430, 775] if listed else (
            [84, 206, 394, 516, 780] if not typed else [110, 180, 352, 480, 770])
        head = 54
        heads = ["หมายเลขของบัญชีรายชื่อ", "ชื่อ", "ได้คะแนน"] if listed else [
            "หมายเลข", "ชื่อตัว - ชื่อสกุล", "สังกัด", "ได้คะแนน"]
        lower = ["ของพรรคการเมือง", "พรรคการเมือง", "(ให้กรอกทั้งตัวเลขและตัวอักษร)"] if listed else [
            "ประจำตัวผู้สมัคร", "ผู้สมัครรับเลือกตั้ง", "พรรคการเมือง", "(ให้กรอกทั้งตัวเลขและตัวอักษร)"]
        for left, right, one, two in zip(edges, edges[1:], heads, lower):
            sheet.text((left + right) / 2, top + 22, one, 0.9, fit=right - left - 12, anchor="ms")
            sheet.text((left + right) / 2, top + 45, two, 0.9, fit=right - left - 12, anchor="ms")
        y = top + head
        bracket = edges[-2] + (edges[-1] - edges[-2]) * (0.225 if listed else 0.235)
        for y0 in (top, y):
            sheet.rule(edges[0], y0, edges[-1], y0)
        for slot in range(max(len(numbers), slots)):
            number = numbers[slot] if slot < len(numbers) else slot + 1
            shown = thai(number) if not typed or self.form["thai"] else str(number)
            sheet.text((edges[0] + edges[1]) / 2, y + row * 0.64, shown, anchor="ms")
            if slot < len(numbers):
                for left, right, count in zip(edges[1:-2], edges[2:], (4, 3)):
                    sheet.text(left + 8, y + row * 0.62, truth.name(self.rng, count), 0.95, fit=right - left - 16)
            key = f"row {number}" if slot < len(numbers) else None
            if typed:
                self.typed_cell(sheet, key, edges[-2], y, edges[-1], y + row, bracket + 12)
            else:
                self.cell(sheet, key, edges[-2], y, edges[-1], y + row, bracket)
            y += row
            sheet.rule(edges[0], y, edges[-1], y)
        for edge in edges[:-2] if total else []:
            sheet.rule(edge, top, edge, y)
        if total:
            sheet.text((edges[0] + edges[-2]) / 2, y + row * 0.62, "รวมคะแนนทั้งสิ้น", anchor="ms")
            if typed:
                self.typed_cell(sheet, "total", edges[-2], y, edges[-1], y + row, bracket + 12)
            else:
                self.cell(sheet, "total", edges[-2], y, edges[-1], y + row, bracket + (8 if listed else 0))
            y += row
            sheet.rule(edges[0], y, edges[-1], y)
            sheet.rule(edges[0], y - row, edges[0], y)
        for edge in edges[-2:] if total else edges:
            sheet.rule(edge, top, edge, y)

    def cell(self, sheet, key, left, top, right, bottom, bracket):
        base = bottom - (bottom - top) * 0.24
        sheet.dots(left + 3, bracket - 2, base)
        sheet.text(bracket, base, "(", 1.15)
        sheet.dots(bracket + 9, right - 14, base)
        sheet.text(right - 12, base, ")", 1.15)
        if key:
            self.note(key, (left, top, right - left, bottom - top), (left, top, bracket - left - 1, bottom - top))
            self.later(self.write, key, left + 10, base, bracket, bracket + 14, right - 14, True, bottom - top)

    def typed_cell(self, sheet, key, left, top, right, bottom, bracket, kind="row"):
        cell = self.cells[key]
        if cell["case"] == "two lines" and bottom - top < 34:
            cell["case"] = "plain"
        self.note(key, (left, top, right - left, bottom - top), (left, top, bracket - left - 1, bottom - top))
        value, said = cell["digits"], "".join(truth.words(cell["words"]))
        text = f"{value:,}" if self.form["index"] // 8 % 3 else str(value)
        text = thai(text) if self.form["thai"] else text
        base = bottom - (bottom - top) * 0.34
        if cell["case"] == "two lines":
            cell["digits_box"] = [left, top, right - left, (bottom - top) / 2]
            sheet.text(left + 16, top + (bottom - top) * 0.42, text, 0.85)
            sheet.text(left + 16, bottom - 4, f"({said})", 0.8, fit=right - left - 22)
        else:
            if kind == "row" and self.form["index"] // 16 % 2:  # in the middle of the cell, as one text
                face = sheet.font()
                room = right - left - 12
                long = (face.getlength(text + " ") + face.getlength(f"({said})") * 0.95) / sheet.scale
                bracket = left + max(6, (room - long) / 2) + face.getlength(text + " ") / sheet.scale
                cell["digits_box"] = [left, top, bracket - left - 1, bottom - top]
            sheet.text(bracket - 6, base, text, anchor="rs")
            sheet.text(bracket, base, f"({said})", 0.95, fit=right - bracket - 4)
        if cell["case"].startswith("tick"):
            across = cell["case"] == "tick across"
            self.later(self.tick, bracket - (18 if across else 62), top, bottom)

    # --- what people write -------------------------------------------------------------------------------------------

    def tick(self, sheet, x, top, bottom):
        part = sheet.part(x - 20, top - 4, x + 26, bottom + 4)
        ink.tick(self.rng, part, 20 * sheet.scale)

    def write(self, sheet, key, x, base, end, words_x, end_x, has_words, row):
        cell, rng, hand, s = self.cells[key], self.rng, self.hand, sheet.scale
        left, top = x - 20, base - 44
        part = sheet.part(left, top, 800, base + 24)
        px, py = (x - left + rng.uniform(-3, 8)) * s, (base - top + rng.normal(-1.5, 1.5)) * s
        case = cell["case"]
        if case == "touches rule":
            py += row * 0.2 * s
        text = str(cell["digits"]) if cell["digits"] is not None else ""
        width = len(text) * hand.tall * (0.7 + hand.gap)
        if case == "touches bracket":
            px = (end - left) * s - width + 3 * s
        if cell["mark"] == "dash":
            hand.dash(rng, part, px + 10 * s, py)
        if case in ("struck out", "overwritten"):
            before = str(cell["before"])
            if case == "struck out":
                px -= 6 * s
                last = hand.number(rng, part, before, px, py)
                ink.scribble(rng, part, px, last, py - hand.tall / 2, hand.tall)
                px = last + 4 * s
            else:
                hand.number(rng, part, before[:len(text)], px, py)
        gap = -0.03 if case == "touching digits" else None
        last = hand.number(rng, part, text, px, py, gap) if text else px
        if case.startswith("tick"):
            ink.tick(rng, part, px + (last - px) * 0.5 if case == "tick across" else last + 7 * s)
        if not has_words:
            return
        words_part = sheet.part(words_x - 4, top, 800, base + 24)
        start = 4 * s + rng.uniform(4, 40) * s
        if cell["words"] is not None:
            pieces = truth.words(cell["words"])
            if key.startswith("row") and rng.random() < 0.05:
                pieces = pieces + ["คะแนน"]
            hand.say(rng, words_part, pieces, start, py, (end_x - words_x) * s - start)
        elif cell["mark"] == "dash" and rng.random() < 0.6:
            hand.dash(rng, words_part, start + 20 * s, py)

    def signatures(self, sheet, top=170):
        for line in range(3 if self.typed else 7):
            y = top + line * 105
            sheet.text(200, y, "(ลงชื่อ)")
            sheet.dots(255, 500, y)
            sheet.text(520, y, "กรรมการ", fit=250)
            sheet.text(280, y + 30, f"({truth.name(self.rng, 3)} {truth.name(self.rng, 4)})", fit=220)
            self.later(self.sign, y)

    def sign(self, sheet, y):
        part = sheet.part(250, y - 60, 500, y + 10)
        height, width = part.shape
        xs = np.linspace(0.2, 0.8, 14) * width + self.rng.normal(0, width * 0.03, 14)
        ink.line(part, list(zip(xs, height * (0.55 + self.rng.normal(0, 0.16, 14)))), 1.2 * sheet.scale)
