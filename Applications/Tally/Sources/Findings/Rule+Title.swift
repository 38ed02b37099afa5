// SPDX-License-Identifier: Apache-2.0

extension Rule {
    /// What the rule found, in one line for people.
    package func title(_ language: Language) -> String {
        let texts = Self.titles[self]
        return language.pick(texts?.english ?? code, texts?.thai ?? code)
    }

    private static let titles: [Rule: (english: String, thai: String)] = [
        .sumGood: (
            "The votes of the rows do not add up to the good ballots",
            "ผลรวมคะแนนในตารางไม่เท่ากับจำนวนบัตรดี"
        ),
        .sumTotal: (
            "The votes of the rows do not add up to the total row",
            "ผลรวมคะแนนในตารางไม่เท่ากับแถวรวมคะแนนทั้งสิ้น"
        ),
        .totalGood: (
            "The total row differs from the good ballots",
            "แถวรวมคะแนนทั้งสิ้นไม่เท่ากับจำนวนบัตรดี"
        ),
        .ballotsSplit: (
            "Good, bad and no-choice ballots do not add up to all ballots",
            "บัตรดี บัตรเสีย และบัตรไม่เลือกผู้ใด รวมกันไม่เท่ากับบัตรทั้งหมด"
        ),
        .countedParts: (
            "Ballots of stations, advance inside and advance outside do not add up",
            "บัตรในหน่วย ก่อนวันเลือกตั้งในเขต และนอกเขต รวมกันไม่เท่ากับยอดรวม"
        ),
        .receivedParts: (
            "Ballots used and left do not add up to the ballots received",
            "บัตรที่ใช้กับบัตรที่เหลือ รวมกันไม่เท่ากับบัตรที่ได้รับจัดสรร"
        ),
        .appearedUsed: (
            "The voters who appeared differ from the ballots used",
            "จำนวนผู้มาแสดงตนไม่เท่ากับจำนวนบัตรที่ใช้"
        ),
        .usedBallots: (
            "The ballots used differ from the ballots counted",
            "จำนวนบัตรที่ใช้ไม่เท่ากับจำนวนบัตรที่นับ"
        ),
        .usedSplit: (
            "Good, bad and no-choice ballots do not add up to the ballots used",
            "บัตรดี บัตรเสีย และบัตรไม่เลือกผู้ใด รวมกันไม่เท่ากับบัตรที่ใช้"
        ),
        .appearedEligible: (
            "More voters appeared than are eligible",
            "ผู้มาแสดงตนมากกว่าผู้มีสิทธิเลือกตั้ง"
        ),
        .envelopesMatch: (
            "Envelopes and the ballots in them differ",
            "จำนวนซองไม่เท่ากับจำนวนบัตรในซอง"
        ),
        .envelopeBallots: (
            "The ballots in the envelopes differ from the ballots counted",
            "จำนวนบัตรในซองไม่เท่ากับจำนวนบัตรที่นับ"
        ),
        .stationsSum: (
            "The stations' ballots do not add up to the announcement",
            "บัตรที่ใช้ของทุกหน่วยรวมกันไม่เท่ากับประกาศ"
        ),
        .setsInsideSum: (
            "The advance sets inside do not add up to the announcement",
            "บัตรล่วงหน้าในเขตทุกชุดรวมกันไม่เท่ากับประกาศ"
        ),
        .setsOutsideSum: (
            "The advance sets outside do not add up to the announcement",
            "บัตรล่วงหน้านอกเขตทุกชุดรวมกันไม่เท่ากับประกาศ"
        ),
        .rowSum: (
            "A row of the announcement differs from the sum of its stations and sets",
            "คะแนนในประกาศไม่เท่ากับผลรวมจากหน่วยและชุด"
        ),
        .unitPair: (
            "The two ballots of one unit disagree",
            "ข้อมูลของบัตรสองแบบในหน่วยเดียวกันไม่ตรงกัน"
        ),
        .wordsDigits: (
            "Words and digits of a cell differ",
            "ตัวอักษรกับตัวเลขในช่องเดียวกันไม่ตรงกัน"
        ),
        .numberRegister: (
            "The printed number differs from the number in the register",
            "หมายเลขที่อ่านได้ไม่ตรงกับทะเบียน"
        ),
        .winnerNumber: (
            "The winner's printed number differs from the register",
            "หมายเลขของผู้ได้คะแนนสูงสุดไม่ตรงกับทะเบียน"
        ),
        .numberMatched: (
            "The printed party number differs from the number of the party named",
            "หมายเลขพรรคที่อ่านได้ไม่ตรงกับหมายเลขของพรรคตามชื่อ"
        ),
        .nameSpelling: (
            "A candidate's name is spelt differently from the register",
            "ชื่อผู้สมัครสะกดต่างจากทะเบียน"
        ),
        .partySpelling: (
            "A party's name is spelt differently from the register",
            "ชื่อพรรคสะกดต่างจากทะเบียน"
        ),
        .candidateParty: (
            "A candidate's party differs from the register",
            "พรรคของผู้สมัครไม่ตรงกับทะเบียน"
        ),
        .nameUnknown: (
            "A row names nobody in the register",
            "ไม่พบชื่อในแถวนี้ในทะเบียน"
        ),
        .placeholder: (
            "A row has no real party name",
            "ชื่อพรรคในแถวนี้ว่างหรือเป็นเพียงคำแทน"
        ),
        .numberUnreadable: (
            "A row has no usable number",
            "แถวนี้ไม่มีหมายเลขที่ใช้ได้"
        ),
        .rowShift: (
            "A run of rows carries numbers of their neighbours",
            "หมายเลขของหลายแถวเลื่อนไปจากรายชื่อพรรค"
        ),
        .rowDuplicate: (
            "Two rows name the same candidate or party",
            "สองแถวระบุผู้สมัครหรือพรรคเดียวกัน"
        ),
        .numberDuplicate: (
            "Two rows have the same number",
            "สองแถวมีหมายเลขเดียวกัน"
        ),
        .rowMissing: (
            "A candidate or party of the register has no row",
            "ผู้สมัครหรือพรรคในทะเบียนไม่มีแถวในตาราง"
        ),
        .rowPhantom: (
            "A row has no counterpart in the register",
            "แถวนี้ไม่มีคู่ในทะเบียน"
        ),
        .rowCount: (
            "The number of rows differs from the register",
            "จำนวนแถวไม่เท่ากับทะเบียน"
        ),
        .votesAbsent: (
            "A row has no readable votes",
            "แถวนี้ไม่มีคะแนนที่อ่านได้"
        ),
        .firstTied: (
            "Candidates share the first place",
            "ผู้สมัครได้คะแนนสูงสุดเท่ากัน"
        ),
        .belowFeed: (
            "Fewer votes than the preliminary count",
            "คะแนนน้อยกว่าผลนับเบื้องต้น"
        ),
        .manyBelowFeed: (
            "Many rows have fewer votes than the preliminary count",
            "หลายแถวมีคะแนนน้อยกว่าผลนับเบื้องต้น"
        ),
        .feedShift: (
            "The votes fit the preliminary count when a run of rows moves by one",
            "คะแนนสอดคล้องกับผลเบื้องต้นเมื่อเลื่อนแถวไปหนึ่งแถว"
        ),
        .feedSwap: (
            "The votes fit the preliminary count when two rows exchange their votes",
            "คะแนนสอดคล้องกับผลเบื้องต้นเมื่อสลับคะแนนสองแถว"
        ),
        .feedPermutation: (
            "The votes fit the preliminary count when several rows exchange their votes",
            "คะแนนสอดคล้องกับผลเบื้องต้นเมื่อสลับคะแนนหลายแถว"
        ),
        .growthOutlier: (
            "A row grew unlike the others since the preliminary count",
            "คะแนนเพิ่มจากผลเบื้องต้นต่างจากแถวอื่น"
        ),
        .topDiffers: (
            "Another party leads than in the preliminary count",
            "พรรคที่ได้คะแนนสูงสุดต่างจากผลเบื้องต้น"
        ),
        .winnerDiffers: (
            "Another candidate leads than in the preliminary count",
            "ผู้สมัครที่ได้คะแนนสูงสุดต่างจากผลเบื้องต้น"
        ),
        .seatsDiffer: (
            "The list seats by announcements differ from those by the feed",
            "จำนวนที่นั่งบัญชีรายชื่อตามประกาศต่างจากตามผลเบื้องต้น"
        ),
        .feedTotals: (
            "A total is smaller than in the preliminary count",
            "ยอดรวมน้อยกว่าผลนับเบื้องต้น"
        ),
        .wrongFile: (
            "The document resembles another area far more than its own",
            "เอกสารคล้ายเขตอื่นมากกว่าเขตที่ระบุอย่างชัดเจน"
        ),
        .documentDoubled: (
            "The same document or the same votes stand under two areas",
            "เอกสารหรือคะแนนชุดเดียวกันอยู่ในสองเขต"
        ),
        .documentMissing: (
            "No document for this area and ballot",
            "ไม่มีเอกสารของเขตและบัตรแบบนี้"
        ),
        .areaUnknown: (
            "The document names an area that is not in the register",
            "เขตของเอกสารไม่อยู่ในทะเบียน"
        ),
        .provinceDiffers: (
            "The printed province differs from the register",
            "ชื่อจังหวัดที่อ่านได้ไม่ตรงกับทะเบียน"
        ),
        .pairBallots: (
            "The two ballots of one area have different numbers of ballots",
            "จำนวนบัตรรวมของบัตรสองแบบในเขตเดียวกันต่างกัน"
        ),
        .pairEligible: (
            "The two ballots of one area have different numbers of eligible voters",
            "จำนวนผู้มีสิทธิของบัตรสองแบบในเขตเดียวกันต่างกัน"
        ),
        .claimSum: (
            "A sum the source recorded of itself does not hold",
            "ผลรวมที่แหล่งข้อมูลบันทึกไว้ไม่ตรงกับข้อมูล"
        ),
        .claimRows: (
            "The source's two lists of the same rows disagree",
            "รายการสองชุดของแหล่งข้อมูลเดียวกันไม่ตรงกัน"
        ),
        .readingsDiffer: (
            "Two readings of one form disagree",
            "ผลการอ่านแบบเดียวกันสองครั้งไม่ตรงกัน"
        ),
        .feedContradiction: (
            "The feed contradicts itself",
            "ผลนับเบื้องต้นขัดแย้งกันเอง"
        ),
        .feedDecrease: (
            "A count of the feed is smaller than in an earlier fetch",
            "ผลนับเบื้องต้นลดลงจากการดึงข้อมูลครั้งก่อน"
        ),
        .unitRange: (
            "The unit's number is larger than the number of stations",
            "เลขหน่วยเลือกตั้งมากกว่าจำนวนหน่วยในเขต"
        ),
        .stationsMissing: (
            "Not every station of the constituency has a form",
            "มีแบบรายงานไม่ครบทุกหน่วยเลือกตั้ง"
        ),
        .advanceZero: (
            "No advance ballots inside: zero or unread",
            "บัตรก่อนวันเลือกตั้งในเขตเป็นศูนย์หรืออ่านไม่ได้"
        ),
        .neighbourTurnout: (
            "The turn-out is far from that of neighbouring constituencies",
            "อัตราผู้มาใช้สิทธิต่างจากเขตข้างเคียงมาก"
        ),
        .neighbourBad: (
            "The share of bad ballots is far from that of neighbouring constituencies",
            "สัดส่วนบัตรเสียต่างจากเขตข้างเคียงมาก"
        ),
        .eligibleRegister: (
            "The eligible voters differ from the register by more than one in a hundred",
            "จำนวนผู้มีสิทธิต่างจากทะเบียนเกินร้อยละหนึ่ง"
        ),
    ]
}
