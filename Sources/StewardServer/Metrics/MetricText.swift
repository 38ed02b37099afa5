// SPDX-License-Identifier: Apache-2.0

/// Writes figures as Prometheus reads them: its text format 0.0.4
/// (<https://prometheus.io/docs/instrumenting/exposition_formats/>) or OpenMetrics 1.0
/// (<https://prometheus.io/docs/specs/om/open_metrics_spec/>).
struct MetricText {
    enum Format: Sendable { case plain, openMetrics }
    let format: Format

    var mediaType: String {
        switch format {
        case .plain: "text/plain; version=0.0.4; charset=utf-8"
        case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
        }
    }

    /// The format that an `Accept` field prefers; the plain one when it prefers neither.
    static func preferred(_ accept: String?) -> Format {
        var weights: [Format: Double] = [:]
        for part in (accept ?? "").split(separator: ",") {
            let pieces = part.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            switch pieces.first {
            case "application/openmetrics-text": weights[.openMetrics] = max(weights[.openMetrics] ?? 0, weight)
            case "text/plain", "text/*", "*/*": weights[.plain] = max(weights[.plain] ?? 0, weight)
            default: break
            }
        }
        return (weights[.openMetrics] ?? 0) > (weights[.plain] ?? 0) ? .openMetrics : .plain
    }

    /// The whole text. Families without a sample are left out.
    func text(_ families: [MetricFamily]) -> String {
        var out = ""
        for family in families where !family.samples.isEmpty { write(family, into: &out) }
        if format == .openMetrics { out += "# EOF\n" }
        return out
    }

    private func write(_ family: MetricFamily, into out: inout String) {
        let suffix = Self.suffix(family.kind)
        let described = format == .plain ? family.name + suffix : family.name
        let kind = format == .plain && family.kind == .info ? "gauge" : family.kind.rawValue
        out += "# TYPE \(described) \(kind)\n"
        if format == .openMetrics, let unit = family.unit { out += "# UNIT \(family.name) \(unit)\n" }
        out += "# HELP \(described) \(escaped(family.help, quotes: format == .openMetrics))\n"
        for sample in family.samples {
            switch sample.value {
            case .number(let value): line(family.name + suffix, sample.labels, Self.number(value), into: &out)
            case .histogram(let histogram): write(histogram, family.name, sample.labels, into: &out)
            }
        }
    }

    private func write(
        _ histogram: Histogram, _ name: String, _ labels: [(name: String, value: String)], into out: inout String
    ) {
        for (bound, count) in histogram.cumulative {
            line(name + "_bucket", labels + [("le", String(bound))], String(count), into: &out)
        }
        line(name + "_bucket", labels + [("le", "+Inf")], String(histogram.count), into: &out)
        line(name + "_sum", labels, Self.number(histogram.sum), into: &out)
        line(name + "_count", labels, String(histogram.count), into: &out)
    }

    private func line(
        _ name: String, _ labels: [(name: String, value: String)], _ value: String, into out: inout String
    ) {
        out += name
        if !labels.isEmpty {
            let pairs = labels.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }
            out += "{" + pairs.joined(separator: ",") + "}"
        }
        out += " " + value + "\n"
    }

    private static func suffix(_ kind: MetricFamily.Kind) -> String {
        switch kind {
        case .counter: "_total"
        case .info: "_info"
        case .gauge, .histogram: ""
        }
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 9e15 ? String(Int64(value)) : String(value)
    }

    private func escaped(_ text: String, quotes: Bool) -> String {
        var out = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\"" where quotes: out += "\\\""
            default: out.unicodeScalars.append(character)
            }
        }
        return out
    }
}
