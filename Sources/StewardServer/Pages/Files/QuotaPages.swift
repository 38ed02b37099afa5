// SPDX-License-Identifier: Apache-2.0
import Files
import FoundationEssentials
import HTTPTypes
import Hummingbird
import StewardCore
import StewardIntegration
import Tally

/// The pages of how full the storages are.
enum QuotaPages {
    static let routes: [Route] = [
        Route("/quota", "How full each storage was when it was last measured", scope: .read) { _, context, site in
            let newest = try await site.installation.files.newestQuotas()
            let page = QuotasPage(newest: newest, words: context.words(site))
            return FilesPages.page(Phrase.storage.text(context.language), "/quota", .storage, page.body, context)
        },
        Route("/quota/{connection}", "How full a storage was over time, as a chart and as values", scope: .read) {
            _, context, site in
            let name = try FilesPages.parameter("connection", context)
            let page = QuotaPage(name: name, history: try await history(name, site), words: context.words(site))
            return FilesPages.page(page.title, page.path, .storage, page.body, context)
        },
    ]

    /// Measurements that a chart shows at most, the newest of all.
    static let most = 1000

    /// The measurements of a connection, oldest first; at least one.
    static func history(_ name: String, _ site: Site) async throws -> [QuotaReading] {
        let history = try await site.installation.files.quotaHistory(name, limit: most)
        if history.isEmpty {
            _ = try await site.installation.connections.show(name)
            throw HTTPError(
                .notFound, message: "“\(name)” was not measured yet; try “steward drive quota \(name)”.")
        }
        return history
    }

    static func json(_ reading: QuotaReading) -> JSON {
        [
            "measured_at": .string(reading.measuredAt.formatted(.iso8601)), "used": .integer(reading.use.used),
            "limit": reading.use.limit.map(JSON.integer) ?? .null,
            "used_by_files": reading.use.usedByFiles.map(JSON.integer) ?? .null,
            "used_in_trash": reading.use.usedInTrash.map(JSON.integer) ?? .null,
            "percent": reading.percent.map(JSON.number) ?? .null, "threshold": .number(reading.threshold),
            "above": .bool(reading.isAbove), "text": .string(reading.text),
        ]
    }
}

/// The newest measurement of every connection.
struct QuotasPage {
    let newest: [(connection: String, reading: QuotaReading)]
    let words: Words

    private var parts: FilesParts { FilesParts(words: words) }

    var body: HTML {
        let cards: HTML =
            newest.isEmpty
            ? parts.quiet(.noQuota)
            : "<div class=\"cards\">\(newest.map(card))</div>\n<p class=\"quiet small\">\(parts.say(.lag))</p>"
        return "<h1>\(parts.say(.storage))</h1>\n\(cards)"
    }

    private func card(_ entry: (connection: String, reading: QuotaReading)) -> HTML {
        """
        <section class="card"><h2><a href="/quota/\(HTML.pathComponent(entry.connection))">\(entry.connection)</a></h2>
        \(QuotaPage.gauge(entry.reading, parts))
        <p class="small quiet">\(parts.say(.measured)) \(words.time(entry.reading.measuredAt))</p></section>
        """
    }
}

/// How full one storage was over time.
struct QuotaPage {
    let name: String
    /// Oldest first; at least one.
    let history: [QuotaReading]
    let words: Words

    private var parts: FilesParts { FilesParts(words: words) }
    var title: String { parts.say(.storage) + " · " + name }
    var path: String { "/quota/\(HTML.pathComponent(name))" }

    var body: HTML {
        """
        <nav class="trail"><a href="/quota">\(parts.say(.storage))</a></nav>
        <h1>\(name)</h1>
        \(history.last.map { Self.gauge($0, parts) })
        <h2>\(parts.say(.history))</h2>
        <figure class="card plot">\(chart(.wide))\(chart(.narrow))
        <figcaption class="legend key">\(legend)<span>\(parts.say(.times(in: words.zone)))</span></figcaption></figure>
        <h2>\(parts.say(.values))</h2>
        \(table)
        <p class="quiet small">\(parts.say(.lag))</p>
        """
    }

    private func chart(_ form: QuotaChart.Form) -> HTML {
        QuotaChart(history: history, form: form, words: words).svg
    }

    private var legend: [HTML] {
        var entries: [(String, Phrase)] = [("used", .used)]
        if history.contains(where: { ($0.use.usedInTrash ?? 0) > 0 }) { entries.append(("trash", .inTrash)) }
        if history.last?.use.limit != nil { entries += [("threshold", .threshold), ("limit", .limit)] }
        return entries.map { "<span><i class=\"\($0.0)\"></i>\(parts.say($0.1))</span>" }
    }

    private var table: HTML {
        parts.table(
            [(.measured, false), (.used, true), (.limit, true), (.inTrash, true), (.state, false)],
            history.reversed().prefix(100).map { reading in
                let limit = reading.use.limit.map { words.bytes($0) } ?? parts.say(.noLimit)
                let percent = reading.percent.map { " (\(words.percent($0)))" } ?? ""
                return """
                    <tr><td>\(words.time(reading.measuredAt))</td>\
                    \(parts.cell(.used, "\(words.bytes(reading.use.used))\(percent)", kind: "n"))\
                    \(parts.cell(.limit, "\(limit)", kind: "n"))\
                    \(parts.cell(.inTrash, "\(words.bytes(reading.use.usedInTrash))", kind: "n"))\
                    <td>\(Self.tag(reading, parts))</td></tr>
                    """
            })
    }
}

/// What the list and the page of a storage say alike.
extension QuotaPage {
    static func gauge(_ reading: QuotaReading, _ parts: FilesParts) -> HTML {
        let bar: HTML =
            reading.use.limit.map {
                parts.bar(reading.use.used, of: $0, label: parts.say(.used), isAbove: reading.isAbove)
            } ?? ""
        let trash: HTML =
            reading.use.usedInTrash.map {
                "<p class=\"small\">\(parts.words.bytes($0)) \(parts.say(.inTrash))</p>"
            } ?? ""
        let mark: HTML = reading.use.limit == nil ? "" : tag(reading, parts)
        return "<p><strong>\(sentence(reading, parts.words))</strong> \(mark)</p>\n\(bar)\(trash)"
    }

    /// `950 bytes / 1.00 KB (92.8%)`.
    static func sentence(_ reading: QuotaReading, _ words: Words) -> String {
        let used = words.bytes(reading.use.used)
        guard let limit = reading.use.limit, let percent = reading.percent else {
            return "\(used), \(words.say(.noLimit))"
        }
        return "\(used) / \(words.bytes(limit)) (\(words.percent(percent)))"
    }

    static func tag(_ reading: QuotaReading, _ parts: FilesParts) -> HTML {
        guard reading.use.limit != nil else { return parts.tag(.noLimit, "missing") }
        return reading.isAbove ? parts.tag(.aboveThreshold, "high") : parts.tag(.withinThreshold, "good")
    }
}
