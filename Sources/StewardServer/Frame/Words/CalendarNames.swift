// SPDX-License-Identifier: Apache-2.0
import StewardJobs
import Tally

/// The names of months and weekdays.
extension Language {
    /// January is 1.
    func month(_ number: Int) -> String { Self.months[(number - 1) % 12].text(self) }
    /// January is 1.
    func shortMonth(_ number: Int) -> String { Self.shortMonths[(number - 1) % 12].text(self) }
    /// Sunday is 0.
    func weekday(_ number: Int) -> String { Self.weekdays[number % 7].text(self) }
    /// Sunday is 0.
    func shortWeekday(_ number: Int) -> String { Self.shortWeekdays[number % 7].text(self) }

    /// The year as the language counts it: Thai in the Buddhist era, 543 more.
    func year(_ gregorian: Int) -> Int { self == .thai ? gregorian + 543 : gregorian }

    /// The weekday that a week begins on, Sunday being 0: Monday, in Thailand Sunday.
    var firstWeekday: Int { self == .thai ? 0 : 1 }

    private static let months: [Phrase] = [
        Phrase("January", "มกราคม", "januari"), Phrase("February", "กุมภาพันธ์", "februari"),
        Phrase("March", "มีนาคม", "maart"), Phrase("April", "เมษายน", "april"), Phrase("May", "พฤษภาคม", "mei"),
        Phrase("June", "มิถุนายน", "juni"), Phrase("July", "กรกฎาคม", "juli"),
        Phrase("August", "สิงหาคม", "augustus"), Phrase("September", "กันยายน", "september"),
        Phrase("October", "ตุลาคม", "oktober"), Phrase("November", "พฤศจิกายน", "november"),
        Phrase("December", "ธันวาคม", "december"),
    ]

    private static let shortMonths: [Phrase] = [
        Phrase("Jan", "ม.ค.", "jan"), Phrase("Feb", "ก.พ.", "feb"), Phrase("Mar", "มี.ค.", "mrt"),
        Phrase("Apr", "เม.ย.", "apr"), Phrase("May", "พ.ค.", "mei"), Phrase("Jun", "มิ.ย.", "jun"),
        Phrase("Jul", "ก.ค.", "jul"), Phrase("Aug", "ส.ค.", "aug"), Phrase("Sep", "ก.ย.", "sep"),
        Phrase("Oct", "ต.ค.", "okt"), Phrase("Nov", "พ.ย.", "nov"), Phrase("Dec", "ธ.ค.", "dec"),
    ]

    private static let weekdays: [Phrase] = [
        Phrase("Sunday", "วันอาทิตย์", "zondag"), Phrase("Monday", "วันจันทร์", "maandag"),
        Phrase("Tuesday", "วันอังคาร", "dinsdag"), Phrase("Wednesday", "วันพุธ", "woensdag"),
        Phrase("Thursday", "วันพฤหัสบดี", "donderdag"), Phrase("Friday", "วันศุกร์", "vrijdag"),
        Phrase("Saturday", "วันเสาร์", "zaterdag"),
    ]

    private static let shortWeekdays: [Phrase] = [
        Phrase("Sun", "อา.", "zo"), Phrase("Mon", "จ.", "ma"), Phrase("Tue", "อ.", "di"), Phrase("Wed", "พ.", "wo"),
        Phrase("Thu", "พฤ.", "do"), Phrase("Fri", "ศ.", "vr"), Phrase("Sat", "ส.", "za"),
    ]
}
