// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

/// Times as elements that programs can read too: `datetime` is universal time, the title tells the whole of it.
extension Words {
    /// The date and the time.
    func time(_ date: Date) -> HTML { element(date, text(date)) }

    /// The date and the time, or a dash.
    func time(_ date: Date?) -> HTML { date.map { time($0) } ?? "–" }

    /// How long ago, or how soon.
    func ago(_ date: Date) -> HTML { element(date, relative(date)) }

    /// How long ago or how soon, or a dash.
    func ago(_ date: Date?) -> HTML { date.map { ago($0) } ?? "–" }

    /// The day alone.
    func day(_ date: Date) -> HTML { element(date, self.date(date)) }

    /// A time that another service wrote, as `2026-02-10T10:45:50.294Z`; what is no time stays as it is.
    func time(written text: String) -> HTML {
        guard let date = Self.date(written: text) else { return "\(text)" }
        return time(date)
    }

    static func date(written text: String) -> Date? {
        let exact = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        return (try? exact.parse(text)) ?? (try? Date.ISO8601FormatStyle().parse(text))
    }

    private func element(_ date: Date, _ text: String) -> HTML {
        "<time class=\"time\" datetime=\"\(date.formatted(.iso8601))\" title=\"\(longText(date))\">\(text)</time>"
    }
}
