// SPDX-License-Identifier: Apache-2.0
import Tally

/// What the pages of elections say: map, lists, comparisons, charts.
extension Phrase {
    static let regionNorth = Phrase("North", "ภาคเหนือ", "Noorden")
    static let regionNortheast = Phrase("Northeast", "ภาคตะวันออกเฉียงเหนือ", "Noordoosten")
    static let regionCentral = Phrase("Central", "ภาคกลาง", "Midden")
    static let regionEast = Phrase("East", "ภาคตะวันออก", "Oosten")
    static let regionWest = Phrase("West", "ภาคตะวันตก", "Westen")
    static let regionSouth = Phrase("South", "ภาคใต้", "Zuiden")
    static let region = Phrase("Region", "ภาค", "Regio")
    static let province = Phrase("Province", "จังหวัด", "Provincie")
    static let provinces = Phrase("Provinces", "จังหวัดทั้งหมด", "Provincies")
    static let firstByForm = Phrase("first by the form", "อันดับหนึ่งตามแบบ", "eerste volgens het formulier")
    static let firstByFeed = Phrase("first in the feed", "อันดับหนึ่งตามข้อมูล กกต.", "eerste in de voorlopige telling")
    static let ballotWord = Phrase("Ballot", "บัตร", "Stemming")
    static let electionParts = Phrase(
        "Pages of this election", "หน้าของการเลือกตั้งนี้", "Pagina’s van deze verkiezing")
    static let charts = Phrase("Charts", "แผนภูมิ", "Grafieken")

    static let mapOf = Phrase(
        "Map of the constituencies", "แผนที่เขตเลือกตั้ง", "Kaart van de kiesdistricten")
    static let mapKey = Phrase(
        "Constituencies by state", "เขตเลือกตั้งตามสถานะ", "Kiesdistricten naar status")
    static let mapNote = Phrase(
        "Each square is one constituency. Provinces lie about where they are; squares within a province say nothing of "
            + "where in it a constituency lies.",
        "หนึ่งช่องคือหนึ่งเขตเลือกตั้ง จังหวัดวางใกล้ตำแหน่งจริง แต่ตำแหน่งช่องภายในจังหวัดไม่ได้บอกที่ตั้งของเขต",
        "Elk vierkant is één kiesdistrict. Provincies liggen ongeveer op hun plaats; waar een kiesdistrict binnen zijn "
            + "provincie ligt, zeggen de vierkanten niet.")
    static let mapNoteFlow = Phrase(
        "Each square is one constituency; the provinces stand one after another.",
        "หนึ่งช่องคือหนึ่งเขตเลือกตั้ง จังหวัดเรียงต่อกันไป",
        "Elk vierkant is één kiesdistrict; de provincies staan na elkaar.")
    static let mapZoom = Phrase("Map to zoom in", "แผนที่แบบซูมได้", "Kaart om in te zoomen")
    static let mapPlain = Phrase("Whole map", "แผนที่ทั้งหมด", "Hele kaart")
    static let skipMap = Phrase(
        "Skip the map: the same as a list", "ข้ามแผนที่ไปยังรายการ", "Kaart overslaan: hetzelfde als lijst")
    static let noForm = Phrase("no document", "ไม่มีเอกสาร", "geen document")

    static let chooseAreas = Phrase("Choose constituencies", "เลือกเขตเลือกตั้ง", "Kiesdistricten kiezen")
    static let searchName = Phrase(
        "Constituency, candidate or party", "เขต ผู้สมัคร หรือพรรค", "Kiesdistrict, kandidaat of partij")
    static let onlyWinner = Phrase(
        "Only where a finding could change who wins", "เฉพาะเขตที่ข้อค้นพบอาจเปลี่ยนผู้ชนะ",
        "Alleen waar een bevinding de winnaar kan veranderen")
    static let order = Phrase("Order", "เรียงตาม", "Volgorde")
    static let orderGravest = Phrase("Gravest first", "ร้ายแรงที่สุดก่อน", "Ernstigste eerst")
    static let orderRegister = Phrase(
        "By province and number", "ตามจังหวัดและหมายเลข", "Op provincie en nummer")
    static let orderClosest = Phrase("Closest race first", "สูสีที่สุดก่อน", "Kleinste voorsprong eerst")
    static let orderDoubt = Phrase(
        "Most votes in doubt first", "คะแนนที่มีข้อสงสัยมากที่สุดก่อน", "Meeste twijfelstemmen eerst")
    static let areas = Phrase("Constituencies", "เขตเลือกตั้ง", "Kiesdistricten")
    static let areasWord = Phrase("constituencies", "เขตเลือกตั้ง", "kiesdistricten")
    static let firstPlace = Phrase("First", "ผู้ได้คะแนนสูงสุด", "Eerste")
    static let margin = Phrase("Margin", "ส่วนต่าง", "Voorsprong")
    static let turnout = Phrase("Turn-out", "ผู้มาใช้สิทธิ", "Opkomst")
    static let feedCoverage = Phrase(
        "Counted in the feed", "นับแล้วในข้อมูล กกต.", "Geteld in de voorlopige telling")
    static let byFeed = Phrase("by the feed", "ตามข้อมูล กกต.", "volgens de voorlopige telling")
    static let noAreaMatches = Phrase(
        "No constituency matches", "ไม่มีเขตเลือกตั้งที่ตรงกับเงื่อนไข", "Geen kiesdistrict voldoet")
    static let noAreaMatchesHelp = Phrase(
        "Search for less, or take a choice back.", "ลองค้นหาให้กว้างขึ้น หรือยกเลิกเงื่อนไขบางข้อ",
        "Zoek ruimer, of maak een keuze ongedaan.")
    static let wholeCountry = Phrase("Whole country", "ทั้งประเทศ", "Hele land")

    static let provinceSums = Phrase(
        "Sums of the province", "ผลรวมของจังหวัด", "Totalen van de provincie")
    static let provinceSumsNote = Phrase(
        "Each line adds only those constituencies of which both form and feed have the number.",
        "แต่ละแถวรวมเฉพาะเขตที่มีตัวเลขทั้งในแบบและในข้อมูล กกต.",
        "Elke regel telt alleen de kiesdistricten op waarvan formulier en voorlopige telling het getal hebben."
    )
    static let stationsInFeed = Phrase(
        "stations counted in the feed", "หน่วยที่นับแล้วในข้อมูล กกต.", "stembureaus in de voorlopige telling")
    static let areasWinner = Phrase(
        "constituencies whose winner could change", "เขตที่ผู้ชนะอาจเปลี่ยน",
        "kiesdistricten waar de winnaar kan veranderen")
    static let areasCounted = Phrase("Added up", "เขตที่นำมารวม", "Opgeteld")
    static let allFindings = Phrase("All findings", "ข้อค้นพบทั้งหมด", "Alle bevindingen")
    static let otherProvinces = Phrase("Other provinces", "จังหวัดอื่น", "Andere provincies")
    static let otherAreas = Phrase("Other constituencies", "เขตเลือกตั้งอื่น", "Andere kiesdistricten")
}

/// Comparisons.
extension Phrase {
    static let totals = Phrase("Totals", "ยอดรวม", "Totalen")
    static let candidate = Phrase("Candidate", "ผู้สมัคร", "Kandidaat")
    static let fewer = Phrase("fewer", "น้อยกว่า", "minder")
    static let more = Phrase("more", "มากกว่า", "meer")
    static let differenceNote = Phrase(
        "Difference: form less feed. The feed stopped before all stations were counted, so a form normally has more; "
            + "a line in which it has fewer is marked ▼. The same number is marked =.",
        "ผลต่างคือแบบลบด้วยข้อมูล กกต. ข้อมูล กกต. หยุดก่อนนับครบทุกหน่วย แบบจึงควรมีมากกว่า แถวที่แบบมีน้อยกว่ามีเครื่องหมาย ▼ "
            + "ถ้าเท่ากันมีเครื่องหมาย =",
        "Verschil: formulier min voorlopige telling. Die stopte voordat alle stembureaus geteld waren, dus een "
            + "formulier heeft gewoonlijk meer; een regel met minder is gemerkt met ▼, gelijke getallen met =."
    )
    static let turnoutOfBoth = Phrase(
        "Ballots of both votes beside each other", "จำนวนบัตรทั้งสองแบบเทียบกัน",
        "Stembiljetten van beide stemmingen naast elkaar")
    static let notCheckableShort = Phrase("a cell is missing", "ค่าไม่ครบ", "een cel ontbreekt")

    static let noFindings = Phrase("No findings", "ไม่มีข้อค้นพบ", "Geen bevindingen")
    static let noFindingsHelp = Phrase(
        "Every check that could be made holds, or no announcement was checked yet.",
        "การตรวจทุกข้อที่ตรวจได้ตรงกัน หรือยังไม่มีการตรวจประกาศผล",
        "Elke controle die kon, klopt, of er is nog geen bekendmaking gecontroleerd.")
    static let noFindingMatches = Phrase(
        "No finding matches", "ไม่มีข้อค้นพบที่ตรงกับเงื่อนไข", "Geen bevinding voldoet")
    static let noFindingMatchesHelp = Phrase(
        "Other findings are there: take a choice back to see them.", "ยังมีข้อค้นพบอื่น ยกเลิกเงื่อนไขบางข้อเพื่อดู",
        "Er zijn andere bevindingen: maak een keuze ongedaan om ze te zien.")
    static let chooseFindings = Phrase("Choose findings", "เลือกข้อค้นพบ", "Bevindingen kiezen")
    static let searchFinding = Phrase("Constituency or rule", "เขตหรือกฎ", "Kiesdistrict of regel")
    static let ruleFamily = Phrase("Kind of rule", "ประเภทกฎ", "Soort regel")
    static let consequenceWinner = Phrase(
        "a winner could change", "ผู้ชนะอาจเปลี่ยน", "een winnaar kan veranderen")
    static let consequenceSeat = Phrase(
        "a list seat could move", "ที่นั่งบัญชีรายชื่ออาจเปลี่ยน", "een lijstzetel kan verschuiven")
    static let consequenceMargin = Phrase(
        "the margin only", "เปลี่ยนเพียงส่วนต่าง", "alleen de voorsprong")
    static let consequenceNone = Phrase("no vote", "ไม่มีผลต่อคะแนน", "geen stem")
    static let consequenceUnknown = Phrase("not known", "ไม่ทราบ", "niet bekend")

    static let numbersInvolved = Phrase(
        "The numbers and where they stand", "ตัวเลขที่เกี่ยวข้องและที่มา", "De getallen en waar ze staan")
    static let expectedNumber = Phrase("expected", "ควรเป็น", "verwacht")
    static let foundNumber = Phrase("found", "พบ", "gevonden")
    static let stationsWord = Phrase("stations", "หน่วย", "stembureaus")
    static let whatSettles = Phrase(
        "What would settle it", "จะหาข้อยุติได้อย่างไร", "Wat uitsluitsel geeft")
    static let decision = Phrase("Decision", "คำตัดสิน", "Beslissing")
    static let verifyOffline = Phrase(
        "Check it without this server", "ตรวจสอบโดยไม่ใช้เซิร์ฟเวอร์นี้", "Controleren zonder deze server")
    static let verifyOfflineHelp = Phrase(
        "The entry above holds this finding with the hashes of the files it was made from. With the book exported, "
            + "anybody can verify that no entry was changed or left out:",
        "รายการข้างต้นเก็บข้อค้นพบนี้พร้อมแฮชของไฟล์ที่ใช้ เมื่อส่งออกบัญชีแล้ว ทุกคนตรวจสอบได้ว่าไม่มีรายการใดถูกแก้ไขหรือหายไป:",
        "De boeking hierboven bevat deze bevinding met de hashes van de gebruikte bestanden. Met het "
            + "geëxporteerde boek "
            + "kan iedereen nagaan dat geen boeking is gewijzigd of weggelaten:")
    static let addressOfPage = Phrase(
        "Address of this finding", "ที่อยู่ของข้อค้นพบนี้", "Adres van deze bevinding")
    static let copy = Phrase("Copy", "คัดลอก", "Kopiëren")
    static let copied = Phrase("Copied.", "คัดลอกแล้ว", "Gekopieerd.")
}

/// Charts.
extension Phrase {
    static let chartScatter = Phrase(
        "Turn-out and the first's share", "ผู้มาใช้สิทธิกับสัดส่วนคะแนนของผู้ได้คะแนนสูงสุด",
        "Opkomst en aandeel van de eerste")
    static let chartScatterHelp = Phrase(
        "Each point is a constituency. In an undisturbed count the points form one cloud; points far to the right and "
            + "far up deserve a look. A point by itself proves nothing.",
        "หนึ่งจุดคือหนึ่งเขต การนับปกติจุดจะรวมเป็นกลุ่มเดียว จุดที่อยู่ไกลทางขวาและสูงควรตรวจดู แต่จุดเดียวไม่พิสูจน์สิ่งใด",
        "Elk punt is een kiesdistrict. Bij een ongestoorde telling vormen de punten één wolk; punten ver rechts en ver "
            + "omhoog verdienen een blik. Een punt op zich bewijst niets.")
    static let median = Phrase("median", "มัธยฐาน", "mediaan")
    static let leaderShare = Phrase(
        "Share of the first", "สัดส่วนของผู้ได้คะแนนสูงสุด", "Aandeel van de eerste")
    static let asTable = Phrase("The same as a table", "ดูเป็นตาราง", "Hetzelfde als tabel")
    static let chartTurnout = Phrase(
        "Constituencies by turn-out", "จำนวนเขตตามผู้มาใช้สิทธิ", "Kiesdistricten naar opkomst")
    static let chartRules = Phrase("Findings by rule", "ข้อค้นพบตามกฎ", "Bevindingen per regel")
    static let openWord = Phrase("Open", "ยังไม่ตัดสิน", "Open")
    static let worst = Phrase("Gravest", "ร้ายแรงที่สุด", "Ernstigste")
    static let share = Phrase("Share", "สัดส่วน", "Aandeel")
    static let chartApart = Phrase(
        "Where the two ballots differ most", "เขตที่จำนวนบัตรสองแบบต่างกันมากที่สุด",
        "Waar de twee stemmingen het meest verschillen")
    static let chartApartHelp = Phrase(
        "Every voter is given both ballots, so both counts should be nearly the same.",
        "ผู้มาใช้สิทธิทุกคนได้รับบัตรทั้งสองแบบ จำนวนจึงควรใกล้เคียงกัน",
        "Elke kiezer krijgt beide stembiljetten, dus beide aantallen horen bijna gelijk te zijn.")
    static let noChart = Phrase("Nothing to draw", "ไม่มีข้อมูลให้แสดง", "Niets te tekenen")
    static let noChartHelp = Phrase(
        "It needs announcements, or a count with turn-out.", "ต้องมีประกาศผลหรือผลนับที่มีจำนวนผู้มาใช้สิทธิ",
        "Er zijn bekendmakingen voor nodig, of een telling met opkomst.")
}

extension Plural {
    static let areas = Plural(
        .init("{n} constituency", "{n} constituencies"), "{n} เขตเลือกตั้ง",
        .init("{n} kiesdistrict", "{n} kiesdistricten"))
    static let people = Plural(
        .init("{n} person", "{n} people"), "{n} คน", .init("{n} persoon", "{n} mensen"))
}

extension Rule.Family {
    /// What a person would have to look at to know.
    var settledBy: Phrase {
        switch self {
        case .arithmetic: .settledByArithmetic
        case .upwards: .settledByUpwards
        case .words: .settledByWords
        case .register: .settledByRegister
        case .rows: .settledByRows
        case .feed: .settledByFeed
        case .file: .settledByFile
        case .pair: .settledByPair
        case .source: .settledBySource
        case .hint: .settledByHint
        }
    }
}

extension Phrase {
    fileprivate static let settledByArithmetic =
        Phrase(
            "The scan of the form: read the fields of the identity again, digits and words. If they stand there as "
                + "read, the form itself does not add up.",
            "ภาพของแบบ: อ่านช่องที่อยู่ในสมการอีกครั้งทั้งตัวเลขและตัวอักษร ถ้าตรงตามที่อ่านไว้ แสดงว่าแบบเองรวมไม่ลงตัว",
            "De scan van het formulier: lees de velden van de optelling opnieuw, cijfers en letters. Staan "
                + "ze er zo, "
                + "dan klopt het formulier zelf niet.")
    fileprivate static let settledByUpwards =
        Phrase(
            "The forms of the stations (5/18) and sets (5/16, 5/17): add them up again, and look for one that is "
                + "missing or counted twice.",
            "แบบของหน่วย (5/18) และชุด (5/16, 5/17): รวมอีกครั้ง และหาแบบที่ขาดหายหรือนับซ้ำ",
            "De formulieren van de stembureaus (5/18) en sets (5/16, 5/17): tel ze opnieuw op, en zoek er een die "
                + "ontbreekt of dubbel is geteld.")
    fileprivate static let settledByWords =
        Phrase(
            "The cell on the scan: which of the two, digits or words, did the clerk write clearly?",
            "ช่องในภาพสแกน: ตัวเลขหรือตัวอักษรที่เขียนชัดเจน",
            "De cel op de scan: wat van de twee, cijfers of letters, is duidelijk geschreven?")
    fileprivate static let settledByRegister =
        Phrase(
            "The printed row on the scan beside the Election Commission's list of candidates and parties.",
            "แถวที่พิมพ์ในภาพสแกน เทียบกับรายชื่อผู้สมัครและพรรคของ กกต.",
            "De gedrukte rij op de scan naast de lijst van kandidaten en partijen van de kiescommissie."
        )
    fileprivate static let settledByRows =
        Phrase(
            "The table on the scan: whether the row is there once, with this number.",
            "ตารางในภาพสแกน: มีแถวนี้แถวเดียวและหมายเลขนี้หรือไม่",
            "De tabel op de scan: of de rij er één keer staat, met dit nummer.")
    fileprivate static let settledByFeed =
        Phrase(
            "The scan of the announcement and the forms of the stations: a final count cannot have fewer "
                + "votes than "
                + "the count it continues.",
            "ภาพสแกนของประกาศและแบบของหน่วย: ผลสุดท้ายไม่ควรน้อยกว่าผลที่นับต่อมา",
            "De scan van de bekendmaking en de formulieren van de stembureaus: een eindtelling kan niet minder "
                + "stemmen hebben dan de telling die zij voortzet.")
    fileprivate static let settledByFile =
        Phrase(
            "The file itself: its printed province, constituency and form, and whether the right one was "
                + "published.",
            "ตัวไฟล์: จังหวัด เขต และแบบที่พิมพ์ไว้ และมีการเผยแพร่ไฟล์ที่ถูกต้องหรือไม่",
            "Het bestand zelf: de gedrukte provincie, het kiesdistrict en het formulier, en of het juiste is "
                + "gepubliceerd.")
    fileprivate static let settledByPair =
        Phrase(
            "Both scans of the same place: the constituency ballot's and the party list's.",
            "ภาพสแกนทั้งสองบัตรของที่เดียวกัน: แบบแบ่งเขตและบัญชีรายชื่อ",
            "Beide scans van dezelfde plaats: die van de districtsstem en die van de lijststem.")
    fileprivate static let settledBySource =
        Phrase(
            "The scan beside each source that reads it differently.", "ภาพสแกนเทียบกับแต่ละแหล่งที่อ่านต่างกัน",
            "De scan naast elke bron die hem anders leest.")
    fileprivate static let settledByHint =
        Phrase(
            "Nothing need be wrong. Whoever knows the place can say whether the number is likely.",
            "อาจไม่มีสิ่งใดผิด ผู้รู้จักพื้นที่บอกได้ว่าตัวเลขน่าจะเป็นไปได้หรือไม่",
            "Er hoeft niets mis te zijn. Wie de plaats kent, kan zeggen of het getal waarschijnlijk is."
        )
}
