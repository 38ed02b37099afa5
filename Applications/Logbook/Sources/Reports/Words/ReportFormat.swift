// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

/// Writes a report's values for people: in their language, in kilometres or miles.
struct ReportFormat: Sendable {
    let language: ReportLanguage
    let unit: ReportOptions.Unit
    let country: Vehicle.Country

    /// What stands where a value is not known or not asked.
    static let nothing = "–"

    func text(_ value: ReportValue) -> String {
        switch value {
        case .none: Self.nothing
        case .hidden: "(" + ReportWords.hidden.text(language) + ")"
        case .number(let number): String(number)
        case .date(let day): date(day)
        case .days(let first, let last): first == last ? date(first) : "\(date(first)) – \(date(last))"
        case .time(let minute, let nextDay): Self.time(minute) + (nextDay ? " (+1)" : "")
        case .moment(let day, let minute): "\(date(day)) \(Self.time(minute))"
        case .distance(let distance): self.distance(distance)
        case .deviation(let usual, let tenths):
            "+\(decimal(tenths, digits: 1))% (\(self.distance(usual)) \(unit.rawValue))"
        case .use(let use): ReportWords.use(use, country).text(language)
        case .source(let source): ReportWords.source(source).text(language)
        case .text(let text): text.isEmpty ? Self.nothing : text
        }
    }

    /// `1,234.5`, rounded to a tenth of the unit, half away from zero.
    func distance(_ distance: Distance) -> String { decimal(tenths(distance), digits: 1) }

    /// With its unit.
    func measured(_ distance: Distance) -> String { "\(self.distance(distance)) \(unit.rawValue)" }

    private func tenths(_ distance: Distance) -> Int64 {
        switch unit {
        case .kilometres: Self.divide(distance.metres, 100)
        case .miles: Self.divide(distance.metres * 10_000, 1_609_344)
        }
    }

    /// Thousandths of the unit, exact in kilometres.
    func thousandths(_ distance: Distance) -> Int64 {
        switch unit {
        case .kilometres: distance.metres
        case .miles: Self.divide(distance.metres * 1_000_000, 1_609_344)
        }
    }

    private static func divide(_ value: Int64, _ divisor: Int64) -> Int64 {
        (2 * value + (value < 0 ? -divisor : divisor)) / (2 * divisor)
    }

    /// A number of which the last digits are decimals, with the language's marks.
    func decimal(_ value: Int64, digits: Int) -> String {
        let isContinental = language == .dutch || language == .german
        let power = (0..<digits).reduce(Int64(1)) { result, _ in result * 10 }
        let whole = String(value.magnitude / UInt64(power))
        var grouped = ""
        for (place, digit) in whole.enumerated() {
            if place > 0, (whole.count - place) % 3 == 0 { grouped += isContinental ? "." : "," }
            grouped.append(digit)
        }
        let rest = String(value.magnitude % UInt64(power))
        let fraction = String(repeating: "0", count: max(0, digits - rest.count)) + rest
        return (value < 0 ? "-" : "") + grouped + (digits == 0 ? "" : (isContinental ? "," : ".") + fraction)
    }

    /// `€ 1.234,50`, `£1,234.50`, `$1,234.50`.
    func money(_ money: ReportMoney) -> String {
        let amount = decimal(money.hundredths, digits: 2)
        switch money.currency {
        case "GBP": return "£" + amount
        case "USD": return "$" + amount
        default: return "€ " + amount
        }
    }

    /// `22 Nov 2026`, `22-11-2026`, `22.11.2026`, in Thai with the year of the Buddhist era.
    func date(_ day: LocalDay) -> String {
        let (year, month, number) = day.date
        switch language {
        case .english: return "\(number) \(Self.months[month - 1].text(.english)) \(year)"
        case .dutch: return "\(Self.two(number))-\(Self.two(month))-\(year)"
        case .german: return "\(Self.two(number)).\(Self.two(month)).\(year)"
        case .thai: return "\(number) \(Self.months[month - 1].text(.thai)) \(year + 543)"
        }
    }

    /// `Nov 2026`.
    func month(_ day: LocalDay) -> String {
        "\(Self.months[day.date.month - 1].text(language)) \(language == .thai ? day.date.year + 543 : day.date.year)"
    }

    static func time(_ minute: Int) -> String { "\(two(minute / 60)):\(two(minute % 60))" }
    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private static let months = [
        Term("Jan", "jan", "ม.ค.", german: "Jan"), Term("Feb", "feb", "ก.พ.", german: "Feb"),
        Term("Mar", "mrt", "มี.ค.", german: "Mär"), Term("Apr", "apr", "เม.ย.", german: "Apr"),
        Term("May", "mei", "พ.ค.", german: "Mai"), Term("Jun", "jun", "มิ.ย.", german: "Jun"),
        Term("Jul", "jul", "ก.ค.", german: "Jul"), Term("Aug", "aug", "ส.ค.", german: "Aug"),
        Term("Sep", "sep", "ก.ย.", german: "Sep"), Term("Oct", "okt", "ต.ค.", german: "Okt"),
        Term("Nov", "nov", "พ.ย.", german: "Nov"), Term("Dec", "dec", "ธ.ค.", german: "Dez"),
    ]
}
