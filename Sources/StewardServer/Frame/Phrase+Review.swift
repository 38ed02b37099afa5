// SPDX-License-Identifier: Apache-2.0
import Tally

/// What the pages of the review say.
extension Phrase {
    static let review = Phrase("Review", "ตรวจทาน", "Controle")
    static let reviewQueue = Phrase("What waits for you", "รายการที่รอคุณ", "Wat op u wacht")
    static let reviewIntro = Phrase(
        "Look at the source and say what stands there. What a winner or a seat depends on, and what could not be read "
            + "from a scan with certainty, needs two people who answer without seeing each other's answer, and a third "
            + "when they differ.",
        "ดูจากต้นฉบับแล้วบันทึกว่าเขียนว่าอะไร รายการที่มีผลต่อผู้ชนะหรือที่นั่ง และช่องที่อ่านจากภาพสแกนได้ไม่แน่ชัด "
            + "ต้องใช้ผู้ตรวจสองคนซึ่งไม่เห็นคำตอบของกัน และคนที่สามเมื่อคำตอบต่างกัน",
        "Kijk naar de bron en zeg wat er staat. Waar een winnaar of een zetel van afhangt, en wat niet met zekerheid "
            + "van een scan te lezen was, vraagt twee mensen die elkaars antwoord niet zien, en een derde als zij "
            + "verschillen.")
    static let reviewBegin = Phrase("Begin", "เริ่มตรวจ", "Beginnen")
    static let reviewNothingWaits = Phrase("Nothing waits for you", "ไม่มีรายการรอคุณ", "Er wacht niets op u")
    static let reviewNothingWaitsHelp = Phrase(
        "You have answered everything that is open. What other people still have to answer comes back only if you can "
            + "help with it.",
        "คุณตอบทุกรายการที่ยังเปิดอยู่แล้ว รายการที่ผู้อื่นยังต้องตอบจะกลับมาเมื่อคุณช่วยได้เท่านั้น",
        "U hebt alles beantwoord wat open staat. Wat anderen nog moeten beantwoorden, komt alleen terug als u erbij "
            + "kunt helpen.")
    static let reviewWaiting = Phrase("wait for you", "รอคุณ", "wachten op u")
    static let reviewSettled = Phrase("settled", "ได้ข้อยุติแล้ว", "afgerond")
    static let reviewSettledOfTwo = Phrase(
        "settled of those that need two people", "ได้ข้อยุติ จากรายการที่ต้องใช้สองคน",
        "afgerond van wat twee mensen vraagt")
    static let reviewOwn = Phrase("answered by you", "คุณตอบแล้ว", "door u beantwoord")
    static let reviewProgress = Phrase("Settled", "ได้ข้อยุติ", "Afgerond")
    static let reviewAgreement = Phrase(
        "Agreement between reviewers", "ความเห็นตรงกันของผู้ตรวจ", "Overeenstemming tussen controleurs")
    static let reviewAgreementRaw = Phrase(
        "same answer by both people", "ทั้งสองคนตอบตรงกัน", "hetzelfde antwoord van beiden")
    static let reviewAgreementAlpha = Phrase("Krippendorff's α", "α ของ Krippendorff", "Krippendorffs α")
    static let reviewAgreementHelp = Phrase(
        "Of every settled matter that two people answered without seeing each other's answer, their first two answers. "
            + "α is 1 when all agree and 0 when they agree as often as chance would have it.",
        "นับจากรายการที่ได้ข้อยุติแล้วซึ่งมีสองคนตอบโดยไม่เห็นคำตอบของกัน ใช้สองคำตอบแรก ค่า α เป็น 1 เมื่อตรงกันทั้งหมด "
            + "และเป็น 0 เมื่อตรงกันเท่าที่เกิดโดยบังเอิญ",
        "Van elke afgeronde zaak die twee mensen beantwoordden zonder elkaars antwoord te zien: hun eerste twee "
            + "antwoorden. α is 1 als allen het eens zijn en 0 als zij het zo vaak eens zijn als het toeval wil.")
    static let reviewAgreementNone = Phrase(
        "No matter has two answers yet.", "ยังไม่มีรายการที่มีสองคำตอบ", "Nog geen zaak heeft twee antwoorden.")
    static let reviewReaderAgreement = Phrase(
        "The reader of scans and people", "ผลการอ่านภาพสแกนเทียบกับผู้ตรวจ", "De scanlezer en mensen")
    static let reviewReaderCells = Phrase(
        "cells that people settled", "ช่องที่ผู้ตรวจได้ข้อยุติ", "door mensen afgeronde cellen")
    static let reviewReaderDigits = Phrase(
        "read right from the digits", "อ่านจากตัวเลขถูกต้อง", "goed gelezen uit de cijfers")
    static let reviewReaderWords = Phrase(
        "read right from the words", "อ่านจากตัวอักษรถูกต้อง", "goed gelezen uit de letters")
    static let reviewReaderModel = Phrase(
        "read right by a model", "โมเดลอ่านถูกต้อง", "goed gelezen door een model")
    static let reviewReaderHelp = Phrase(
        "Of the cells that the reader was not certain of or that a check doubts, those in which it had the number that "
            + "people found. It says nothing of the cells that were accepted; a random sample of those does.",
        "นับเฉพาะช่องที่ระบบอ่านได้ไม่แน่ชัดหรือที่การตรวจสอบสงสัย ว่าค่าที่ระบบอ่านตรงกับที่ผู้ตรวจพบกี่ช่อง "
            + "ไม่ได้บอกอะไรเกี่ยวกับช่องที่ยอมรับแล้ว ซึ่งต้องใช้การสุ่มตัวอย่าง",
        "Van de cellen waar de lezer niet zeker van was of die een controle betwijfelt: die waarin het getal stond dat "
            + "mensen vonden. Het zegt niets over aanvaarde cellen; daarvoor is er een aselecte steekproef.")
    static let reviewCrop = Phrase("The cell on the paper", "ช่องบนกระดาษ", "De cel op papier")
    static let reviewNotComputable = Phrase(
        "not computable: every answer is the same", "คำนวณไม่ได้ เพราะทุกคำตอบเหมือนกัน",
        "niet te berekenen: elk antwoord is gelijk")
    static let reviewLatest = Phrase("Your latest answers", "คำตอบล่าสุดของคุณ", "Uw laatste antwoorden")
    static let reviewSettledList = Phrase("Settled matters", "รายการที่ได้ข้อยุติ", "Afgeronde zaken")
    static let reviewMatter = Phrase("What to look at", "สิ่งที่ต้องดู", "Waarnaar te kijken")
    static let reviewPeople = Phrase("People", "จำนวนคน", "Mensen")
    static let reviewNeedsTwo = Phrase("two people", "สองคน", "twee mensen")
    static let reviewNeedsOne = Phrase("one person", "หนึ่งคน", "één persoon")
    static let reviewAnswer = Phrase("Answer", "คำตอบ", "Antwoord")
    static let reviewReason = Phrase("Reason", "เหตุผล", "Reden")
    static let reviewReasonHelp = Phrase(
        "Needed when your answer is neither reading, or rejects the file or the finding.",
        "จำเป็นเมื่อคำตอบไม่ตรงกับค่าที่อ่านได้ทั้งสอง หรือปฏิเสธไฟล์หรือข้อค้นพบ",
        "Nodig als uw antwoord geen van beide lezingen is, of het bestand of de bevinding verwerpt.")

    static let reviewSource = Phrase("The source", "ต้นฉบับ", "De bron")
    static let reviewWholeSource = Phrase("Whole source file", "ไฟล์ต้นฉบับทั้งไฟล์", "Hele bronbestand")
    static let reviewScan = Phrase("Scanned file", "ไฟล์สแกน", "Gescand bestand")
    static let reviewFormAsRead = Phrase("The form as it was read", "แบบตามที่อ่านได้", "Het formulier zoals gelezen")
    static let reviewRow = Phrase("Row", "แถว", "Rij")
    static let reviewNoForm = Phrase(
        "The form is not at hand here; open the source file.", "ไม่มีแบบแสดงที่นี่ เปิดไฟล์ต้นฉบับแทน",
        "Het formulier is hier niet bij de hand; open het bronbestand.")
    static let reviewNamesHidden = Phrase(
        "Names and parties are left out here, so that nobody knows whose votes these are. The source file has them.",
        "ไม่แสดงชื่อและพรรคที่นี่ เพื่อไม่ให้ทราบว่าเป็นคะแนนของใคร แต่มีอยู่ในไฟล์ต้นฉบับ",
        "Namen en partijen staan hier niet, zodat niemand weet van wie deze stemmen zijn. Het bronbestand heeft ze wel."
    )
    static let reviewReadings = Phrase("How it was read", "ค่าที่อ่านได้", "Hoe het gelezen is")
    static let reviewDigits = Phrase("Digits", "ตัวเลข", "Cijfers")
    static let reviewWords = Phrase("Words", "ตัวอักษร", "Woorden")
    static let reviewModel = Phrase("A model", "โมเดล", "Een model")
    static let reviewAlternatives = Phrase("Other possibilities", "ค่าที่เป็นไปได้อื่น", "Andere mogelijkheden")
    static let reviewNotRead = Phrase("not read", "อ่านไม่ได้", "niet gelezen")
    static let reviewArithmetic = Phrase("Arithmetic", "การตรวจผลรวม", "Rekenkunde")
    static let reviewWithDigits = Phrase("With the digits", "ใช้ตัวเลข", "Met de cijfers")
    static let reviewWithWords = Phrase("With the words", "ใช้ตัวอักษร", "Met de woorden")
    static let reviewWhy = Phrase("Why it is here", "เหตุที่ต้องตรวจ", "Waarom het hier staat")

    static let reviewYourAnswer = Phrase("What stands there?", "ในต้นฉบับเขียนว่าอะไร", "Wat staat er?")
    static let reviewIsItSo = Phrase("Is the finding right?", "ข้อค้นพบถูกต้องหรือไม่", "Klopt de bevinding?")
    static let reviewTakeDigits = Phrase("The digits are right", "ตัวเลขถูกต้อง", "De cijfers kloppen")
    static let reviewTakeWords = Phrase("The words are right", "ตัวอักษรถูกต้อง", "De woorden kloppen")
    static let reviewValue = Phrase("Another number", "ค่าอื่น", "Een ander getal")
    static let reviewValueHelp = Phrase(
        "Thai or Arabic digits, with or without commas.", "เลขไทยหรืออารบิก มีหรือไม่มีจุลภาคก็ได้",
        "Thaise of Arabische cijfers, met of zonder komma’s.")
    static let reviewSaveValue = Phrase("Save this number", "บันทึกค่านี้", "Dit getal opslaan")
    static let reviewIllegible = Phrase("Illegible", "อ่านไม่ออก", "Onleesbaar")
    static let reviewWrongFile = Phrase("Wrong file", "ไฟล์ผิด", "Verkeerd bestand")
    static let reviewNothing = Phrase("Nothing or a dash", "ว่างหรือขีด", "Niets of een streepje")
    static let reviewStands = Phrase("Yes, they differ so", "ใช่ ต่างกันจริง", "Ja, ze verschillen zo")
    static let reviewUnfounded = Phrase("No, nothing is wrong", "ไม่ ไม่มีสิ่งผิด", "Nee, er is niets mis")
    static let reviewWithReason = Phrase("with this reason", "ด้วยเหตุผลนี้", "met deze reden")
    static let reviewSkip = Phrase("Skip", "ข้าม", "Overslaan")
    static let reviewUndo = Phrase("Take back", "ถอนคำตอบ", "Terugnemen")
    static let reviewNext = Phrase("Next", "ถัดไป", "Volgende")
    static let reviewPrevious = Phrase("Previous", "ก่อนหน้า", "Vorige")
    static let reviewRecorded = Phrase("Recorded", "บันทึกแล้ว", "Vastgelegd")
    static let reviewYouAnswered = Phrase(
        "You have answered this. It stays hidden from others until it is settled.",
        "คุณตอบรายการนี้แล้ว ผู้อื่นจะไม่เห็นจนกว่าจะได้ข้อยุติ",
        "U hebt dit beantwoord. Anderen zien het pas als het is afgerond.")
    static let reviewIsSettled = Phrase("This is settled", "รายการนี้ได้ข้อยุติแล้ว", "Dit is afgerond")
    static let reviewOpen = Phrase("open", "ยังเปิดอยู่", "open")
    static let reviewHidden = Phrase(
        "Part of a review that is not settled: who and what stays hidden here until then, so that reviewers answer "
            + "independently.",
        "เป็นส่วนหนึ่งของการตรวจทานที่ยังไม่ได้ข้อยุติ ไม่แสดงผู้ตอบและคำตอบที่นี่จนกว่าจะได้ข้อยุติ เพื่อให้ผู้ตรวจตอบอย่างเป็นอิสระ",
        "Deel van een controle die niet is afgerond: wie en wat blijft hier tot dan verborgen, zodat controleurs "
            + "onafhankelijk antwoorden.")
    static let reviewInvalidNumber = Phrase(
        "Type one whole number, such as 3,632 or ๓,๖๓๒.", "พิมพ์จำนวนเต็มหนึ่งจำนวน เช่น 3,632 หรือ ๓,๖๓๒",
        "Typ één geheel getal, zoals 3,632 of ๓,๖๓๒.")
    static let reviewReasonMissing = Phrase(
        "Give a reason: this overrules what was read, or rejects it.",
        "โปรดให้เหตุผล เพราะคำตอบนี้แก้หรือปฏิเสธค่าที่อ่านได้",
        "Geef een reden: dit gaat tegen de lezing in of verwerpt haar.")
    static let reviewConflict = Phrase(
        "It was settled meanwhile, or you have answered it already, perhaps in another tab.",
        "รายการนี้ได้ข้อยุติแล้วระหว่างนั้น หรือคุณตอบไว้แล้ว อาจในแท็บอื่น",
        "Het is intussen afgerond, of u hebt het al beantwoord, misschien in een ander tabblad.")
    static let reviewUnknownAnswer = Phrase(
        "Choose one of the answers.", "เลือกคำตอบหนึ่งข้อ", "Kies een van de antwoorden.")
    static let reviewFailed = Phrase(
        "Your answer was not recorded", "ยังไม่ได้บันทึกคำตอบ", "Uw antwoord is niet vastgelegd")
    static let reviewKeys = Phrase("Keys", "ปุ่มลัด", "Toetsen")
    static let reviewUseKeys = Phrase("Use single keys", "ใช้ปุ่มลัด", "Losse toetsen gebruiken")
    static let reviewFocusValue = Phrase("Type another number", "พิมพ์ค่าอื่น", "Een ander getal typen")
    static let reviewShowKeys = Phrase("Show or hide this", "แสดงหรือซ่อนรายการนี้", "Dit tonen of verbergen")
    static let reviewFinding = Phrase("Finding", "ข้อค้นพบ", "Bevinding")
}

extension ReviewOutcome {
    /// The outcome for people.
    func text(_ language: Language) -> String {
        switch self {
        case .value(let number): language.number(number)
        case .nothing: Phrase.reviewNothing.text(language)
        case .illegible: Phrase.reviewIllegible.text(language)
        case .wrongFile: Phrase.reviewWrongFile.text(language)
        case .stands: Phrase.reviewStands.text(language)
        case .unfounded: Phrase.reviewUnfounded.text(language)
        }
    }
}

extension Reading.Value {
    /// The number, or what stands there instead, in a sign or word.
    func text(_ language: Language) -> String {
        switch self {
        case .number(let number): language.number(number)
        case .dash: "–"
        case .blank, .notPresent: ""
        case .struckOut, .unreadable: Phrase.reviewNotRead.text(language)
        }
    }
}
