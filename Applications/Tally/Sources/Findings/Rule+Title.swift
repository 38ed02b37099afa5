// SPDX-License-Identifier: Apache-2.0

extension Rule {
    /// What the rule found, in one line for people.
    package func title(_ language: Language) -> String {
        let texts = Self.titles[self]
        return language.pick(texts?.english ?? code, texts?.thai ?? code, texts?.dutch ?? code)
    }

    private static let titles: [Rule: (english: String, thai: String, dutch: String)] = [
        .sumGood: (
            "The votes of the rows do not add up to the good ballots",
            "ผลรวมคะแนนในตารางไม่เท่ากับจำนวนบัตรดี",
            "De stemmen van de rijen zijn samen niet gelijk aan de geldige stembiljetten"
        ),
        .sumTotal: (
            "The votes of the rows do not add up to the total row",
            "ผลรวมคะแนนในตารางไม่เท่ากับแถวรวมคะแนนทั้งสิ้น",
            "De stemmen van de rijen zijn samen niet gelijk aan de totaalrij"
        ),
        .totalGood: (
            "The total row differs from the good ballots",
            "แถวรวมคะแนนทั้งสิ้นไม่เท่ากับจำนวนบัตรดี",
            "De totaalrij wijkt af van de geldige stembiljetten"
        ),
        .ballotsSplit: (
            "Good, bad and no-choice ballots do not add up to all ballots",
            "บัตรดี บัตรเสีย และบัตรไม่เลือกผู้ใด รวมกันไม่เท่ากับบัตรทั้งหมด",
            "Geldige en ongeldige stembiljetten en die zonder keuze zijn samen niet gelijk aan alle stembiljetten"
        ),
        .countedParts: (
            "Ballots of stations, advance inside and advance outside do not add up",
            "บัตรในหน่วย ก่อนวันเลือกตั้งในเขต และนอกเขต รวมกันไม่เท่ากับยอดรวม",
            "De stembiljetten van stembureaus, vervroegd binnen en vervroegd buiten het kiesdistrict tellen "
                + "niet op tot het totaal"
        ),
        .receivedParts: (
            "Ballots used and left do not add up to the ballots received",
            "บัตรที่ใช้กับบัตรที่เหลือ รวมกันไม่เท่ากับบัตรที่ได้รับจัดสรร",
            "Gebruikte en overgebleven stembiljetten zijn samen niet gelijk aan de ontvangen stembiljetten"
        ),
        .appearedUsed: (
            "The voters who appeared differ from the ballots used",
            "จำนวนผู้มาแสดงตนไม่เท่ากับจำนวนบัตรที่ใช้",
            "Het aantal opgekomen kiezers wijkt af van het aantal gebruikte stembiljetten"
        ),
        .usedBallots: (
            "The ballots used differ from the ballots counted",
            "จำนวนบัตรที่ใช้ไม่เท่ากับจำนวนบัตรที่นับ",
            "Het aantal gebruikte stembiljetten wijkt af van het aantal getelde stembiljetten"
        ),
        .usedSplit: (
            "Good, bad and no-choice ballots do not add up to the ballots used",
            "บัตรดี บัตรเสีย และบัตรไม่เลือกผู้ใด รวมกันไม่เท่ากับบัตรที่ใช้",
            "Geldige en ongeldige stembiljetten en die zonder keuze zijn samen niet gelijk aan de gebruikte "
                + "stembiljetten"
        ),
        .appearedEligible: (
            "More voters appeared than are eligible",
            "ผู้มาแสดงตนมากกว่าผู้มีสิทธิเลือกตั้ง",
            "Er kwamen meer kiezers op dan er kiesgerechtigden zijn"
        ),
        .envelopesMatch: (
            "Envelopes and the ballots in them differ",
            "จำนวนซองไม่เท่ากับจำนวนบัตรในซอง",
            "Het aantal enveloppen wijkt af van het aantal stembiljetten erin"
        ),
        .envelopeBallots: (
            "The ballots in the envelopes differ from the ballots counted",
            "จำนวนบัตรในซองไม่เท่ากับจำนวนบัตรที่นับ",
            "Het aantal stembiljetten in de enveloppen wijkt af van het aantal getelde stembiljetten"
        ),
        .stationsSum: (
            "The stations' ballots do not add up to the announcement",
            "บัตรที่ใช้ของทุกหน่วยรวมกันไม่เท่ากับประกาศ",
            "De stembiljetten van de stembureaus tellen niet op tot de bekendmaking"
        ),
        .setsInsideSum: (
            "The advance sets inside do not add up to the announcement",
            "บัตรล่วงหน้าในเขตทุกชุดรวมกันไม่เท่ากับประกาศ",
            "De vervroegde sets binnen het kiesdistrict tellen niet op tot de bekendmaking"
        ),
        .setsOutsideSum: (
            "The advance sets outside do not add up to the announcement",
            "บัตรล่วงหน้านอกเขตทุกชุดรวมกันไม่เท่ากับประกาศ",
            "De vervroegde sets buiten het kiesdistrict tellen niet op tot de bekendmaking"
        ),
        .rowSum: (
            "A row of the announcement differs from the sum of its stations and sets",
            "คะแนนในประกาศไม่เท่ากับผลรวมจากหน่วยและชุด",
            "Een rij van de bekendmaking wijkt af van de som van stembureaus en sets"
        ),
        .unitPair: (
            "The two ballots of one unit disagree",
            "ข้อมูลของบัตรสองแบบในหน่วยเดียวกันไม่ตรงกัน",
            "De twee stemmingen van één stembureau stemmen niet overeen"
        ),
        .wordsDigits: (
            "Words and digits of a cell differ",
            "ตัวอักษรกับตัวเลขในช่องเดียวกันไม่ตรงกัน",
            "Het getal in letters en het getal in cijfers van een cel verschillen"
        ),
        .numberRegister: (
            "The printed number differs from the number in the register",
            "หมายเลขที่อ่านได้ไม่ตรงกับทะเบียน",
            "Het gedrukte nummer wijkt af van het nummer in het register"
        ),
        .winnerNumber: (
            "The winner's printed number differs from the register",
            "หมายเลขของผู้ได้คะแนนสูงสุดไม่ตรงกับทะเบียน",
            "Het gedrukte nummer van de winnaar wijkt af van het register"
        ),
        .numberMatched: (
            "The printed party number differs from the number of the party named",
            "หมายเลขพรรคที่อ่านได้ไม่ตรงกับหมายเลขของพรรคตามชื่อ",
            "Het gedrukte partijnummer wijkt af van het nummer van de genoemde partij"
        ),
        .nameSpelling: (
            "A candidate's name is spelt differently from the register",
            "ชื่อผู้สมัครสะกดต่างจากทะเบียน",
            "De naam van een kandidaat is anders gespeld dan in het register"
        ),
        .partySpelling: (
            "A party's name is spelt differently from the register",
            "ชื่อพรรคสะกดต่างจากทะเบียน",
            "De naam van een partij is anders gespeld dan in het register"
        ),
        .candidateParty: (
            "A candidate's party differs from the register",
            "พรรคของผู้สมัครไม่ตรงกับทะเบียน",
            "De partij van een kandidaat wijkt af van het register"
        ),
        .nameUnknown: (
            "A row names nobody in the register",
            "ไม่พบชื่อในแถวนี้ในทะเบียน",
            "Een rij noemt niemand uit het register"
        ),
        .placeholder: (
            "A row has no real party name",
            "ชื่อพรรคในแถวนี้ว่างหรือเป็นเพียงคำแทน",
            "Een rij heeft geen echte partijnaam"
        ),
        .numberUnreadable: (
            "A row has no usable number",
            "แถวนี้ไม่มีหมายเลขที่ใช้ได้",
            "Een rij heeft geen bruikbaar nummer"
        ),
        .rowShift: (
            "A run of rows carries numbers of their neighbours",
            "หมายเลขของหลายแถวเลื่อนไปจากรายชื่อพรรค",
            "Een reeks rijen draagt de nummers van de rijen ernaast"
        ),
        .rowDuplicate: (
            "Two rows name the same candidate or party",
            "สองแถวระบุผู้สมัครหรือพรรคเดียวกัน",
            "Twee rijen noemen dezelfde kandidaat of partij"
        ),
        .numberDuplicate: (
            "Two rows have the same number",
            "สองแถวมีหมายเลขเดียวกัน",
            "Twee rijen hebben hetzelfde nummer"
        ),
        .rowMissing: (
            "A candidate or party of the register has no row",
            "ผู้สมัครหรือพรรคในทะเบียนไม่มีแถวในตาราง",
            "Een kandidaat of partij uit het register heeft geen rij"
        ),
        .rowPhantom: (
            "A row has no counterpart in the register",
            "แถวนี้ไม่มีคู่ในทะเบียน",
            "Een rij heeft geen tegenhanger in het register"
        ),
        .rowCount: (
            "The number of rows differs from the register",
            "จำนวนแถวไม่เท่ากับทะเบียน",
            "Het aantal rijen wijkt af van het register"
        ),
        .votesAbsent: (
            "A row has no readable votes",
            "แถวนี้ไม่มีคะแนนที่อ่านได้",
            "Een rij heeft geen leesbaar stemmental"
        ),
        .fieldAbsent: (
            "A field of the form could not be read",
            "ช่องข้อมูลของแบบนี้อ่านไม่ได้",
            "Een vak van het formulier was niet te lezen"
        ),
        .firstTied: (
            "Candidates share the first place",
            "ผู้สมัครได้คะแนนสูงสุดเท่ากัน",
            "Kandidaten delen de eerste plaats"
        ),
        .belowFeed: (
            "Fewer votes than the preliminary count",
            "คะแนนน้อยกว่าผลนับเบื้องต้น",
            "Minder stemmen dan in de voorlopige telling"
        ),
        .manyBelowFeed: (
            "Many rows have fewer votes than the preliminary count",
            "หลายแถวมีคะแนนน้อยกว่าผลนับเบื้องต้น",
            "Veel rijen hebben minder stemmen dan in de voorlopige telling"
        ),
        .feedShift: (
            "The votes fit the preliminary count when a run of rows moves by one",
            "คะแนนสอดคล้องกับผลเบื้องต้นเมื่อเลื่อนแถวไปหนึ่งแถว",
            "De stemmen passen bij de voorlopige telling als een reeks rijen één plaats opschuift"
        ),
        .feedSwap: (
            "The votes fit the preliminary count when two rows exchange their votes",
            "คะแนนสอดคล้องกับผลเบื้องต้นเมื่อสลับคะแนนสองแถว",
            "De stemmen passen bij de voorlopige telling als twee rijen hun stemmen verwisselen"
        ),
        .feedPermutation: (
            "The votes fit the preliminary count when several rows exchange their votes",
            "คะแนนสอดคล้องกับผลเบื้องต้นเมื่อสลับคะแนนหลายแถว",
            "De stemmen passen bij de voorlopige telling als enkele rijen hun stemmen verwisselen"
        ),
        .growthOutlier: (
            "A row grew unlike the others since the preliminary count",
            "คะแนนเพิ่มจากผลเบื้องต้นต่างจากแถวอื่น",
            "Een rij is sinds de voorlopige telling anders gegroeid dan de andere"
        ),
        .topDiffers: (
            "Another party leads than in the preliminary count",
            "พรรคที่ได้คะแนนสูงสุดต่างจากผลเบื้องต้น",
            "Een andere partij staat bovenaan dan in de voorlopige telling"
        ),
        .winnerDiffers: (
            "Another candidate leads than in the preliminary count",
            "ผู้สมัครที่ได้คะแนนสูงสุดต่างจากผลเบื้องต้น",
            "Een andere kandidaat staat bovenaan dan in de voorlopige telling"
        ),
        .seatsDiffer: (
            "The list seats by announcements differ from those by the feed",
            "จำนวนที่นั่งบัญชีรายชื่อตามประกาศต่างจากตามผลเบื้องต้น",
            "De lijstzetels volgens de bekendmakingen wijken af van die volgens de voorlopige telling"
        ),
        .feedTotals: (
            "A total is smaller than in the preliminary count",
            "ยอดรวมน้อยกว่าผลนับเบื้องต้น",
            "Een totaal is kleiner dan in de voorlopige telling"
        ),
        .wrongFile: (
            "The document resembles another area far more than its own",
            "เอกสารคล้ายเขตอื่นมากกว่าเขตที่ระบุอย่างชัดเจน",
            "Het document lijkt veel meer op een ander kiesdistrict dan op het eigen"
        ),
        .documentDoubled: (
            "The same document or the same votes stand under two areas",
            "เอกสารหรือคะแนนชุดเดียวกันอยู่ในสองเขต",
            "Hetzelfde document of dezelfde stemmen staan bij twee kiesdistricten"
        ),
        .documentMissing: (
            "No document for this area and ballot",
            "ไม่มีเอกสารของเขตและบัตรแบบนี้",
            "Geen document voor dit kiesdistrict en deze stemming"
        ),
        .areaUnknown: (
            "The document names an area that is not in the register",
            "เขตของเอกสารไม่อยู่ในทะเบียน",
            "Het document noemt een kiesdistrict dat niet in het register staat"
        ),
        .provinceDiffers: (
            "The printed province differs from the register",
            "ชื่อจังหวัดที่อ่านได้ไม่ตรงกับทะเบียน",
            "De gedrukte provincie wijkt af van het register"
        ),
        .pairBallots: (
            "The two ballots of one area have different numbers of ballots",
            "จำนวนบัตรรวมของบัตรสองแบบในเขตเดียวกันต่างกัน",
            "De twee stemmingen van één kiesdistrict hebben een verschillend aantal stembiljetten"
        ),
        .pairEligible: (
            "The two ballots of one area have different numbers of eligible voters",
            "จำนวนผู้มีสิทธิของบัตรสองแบบในเขตเดียวกันต่างกัน",
            "De twee stemmingen van één kiesdistrict hebben een verschillend aantal kiesgerechtigden"
        ),
        .claimSum: (
            "A sum the source recorded of itself does not hold",
            "ผลรวมที่แหล่งข้อมูลบันทึกไว้ไม่ตรงกับข้อมูล",
            "Een som die de bron over zichzelf vermeldt, klopt niet"
        ),
        .claimRows: (
            "The source's two lists of the same rows disagree",
            "รายการสองชุดของแหล่งข้อมูลเดียวกันไม่ตรงกัน",
            "Twee lijsten van dezelfde rijen in de bron stemmen niet overeen"
        ),
        .readingsDiffer: (
            "Two readings of one form disagree",
            "ผลการอ่านแบบเดียวกันสองครั้งไม่ตรงกัน",
            "Twee uitlezingen van één formulier stemmen niet overeen"
        ),
        .feedContradiction: (
            "The feed contradicts itself",
            "ผลนับเบื้องต้นขัดแย้งกันเอง",
            "De voorlopige telling spreekt zichzelf tegen"
        ),
        .feedDecrease: (
            "A count of the feed is smaller than in an earlier fetch",
            "ผลนับเบื้องต้นลดลงจากการดึงข้อมูลครั้งก่อน",
            "Een aantal in de voorlopige telling is kleiner dan bij een eerdere ophaling"
        ),
        .unitRange: (
            "The unit's number is larger than the number of stations",
            "เลขหน่วยเลือกตั้งมากกว่าจำนวนหน่วยในเขต",
            "Het nummer van het stembureau is groter dan het aantal stembureaus"
        ),
        .stationsMissing: (
            "Not every station of the constituency has a form",
            "มีแบบรายงานไม่ครบทุกหน่วยเลือกตั้ง",
            "Niet elk stembureau van het kiesdistrict heeft een proces-verbaal"
        ),
        .advanceZero: (
            "No advance ballots inside: zero or unread",
            "บัตรก่อนวันเลือกตั้งในเขตเป็นศูนย์หรืออ่านไม่ได้",
            "Geen vervroegde stembiljetten binnen het kiesdistrict: nul of niet gelezen"
        ),
        .neighbourTurnout: (
            "The turn-out is far from that of neighbouring constituencies",
            "อัตราผู้มาใช้สิทธิต่างจากเขตข้างเคียงมาก",
            "De opkomst wijkt sterk af van die van naburige kiesdistricten"
        ),
        .neighbourBad: (
            "The share of bad ballots is far from that of neighbouring constituencies",
            "สัดส่วนบัตรเสียต่างจากเขตข้างเคียงมาก",
            "Het aandeel ongeldige stembiljetten wijkt sterk af van dat van naburige kiesdistricten"
        ),
        .eligibleRegister: (
            "The eligible voters differ from the register by more than one in a hundred",
            "จำนวนผู้มีสิทธิต่างจากทะเบียนเกินร้อยละหนึ่ง",
            "Het aantal kiesgerechtigden wijkt meer dan één procent af van het register"
        ),
    ]
}
