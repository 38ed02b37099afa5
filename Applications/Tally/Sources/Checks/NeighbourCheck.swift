// SPDX-License-Identifier: Apache-2.0

/// Turn-out and share of bad ballots against the other constituencies of the province. Hints only: a constituency may
/// well be different.
struct NeighbourCheck {
    let forms: [ExaminedForm]

    private struct Share {
        let form: ExaminedForm
        let value: Double
    }

    func run(into report: inout CheckReport) {
        compare(.neighbourTurnout, atLeast: 0.08, into: &report) { form in
            Self.share(form.figures[.appeared], of: form.figures[.eligible])
        }
        compare(.neighbourBad, atLeast: 0.03, into: &report) { form in
            Self.share(form.figures[.bad], of: form.figures[.ballots])
        }
    }

    private static func share(_ part: Int?, of whole: Int?) -> Double? {
        guard let part, let whole, whole > 0 else { return nil }
        return Double(part) / Double(whole)
    }

    /// Beyond five times the median deviation of at least four neighbours, and beyond `atLeast`. A constituency is not
    /// its own neighbour.
    private func compare(
        _ rule: Rule, atLeast: Double, into report: inout CheckReport, _ share: (ExaminedForm) -> Double?
    ) {
        var groups: [Int: [Share]] = [:]
        for form in forms {
            guard let value = share(form) else {
                report.skip(rule)
                continue
            }
            let key = form.document.area.province * 2 + (form.document.kind == .constituency ? 0 : 1)
            groups[key, default: []].append(Share(form: form, value: value))
        }
        for key in groups.keys.sorted() {
            guard let group = groups[key] else { continue }
            for (place, share) in group.enumerated() {
                var neighbours = group.map(\.value)
                neighbours.remove(at: place)
                guard neighbours.count >= 4 else {
                    report.skip(rule)
                    continue
                }
                let middle = Self.median(neighbours)
                let spread = Self.median(neighbours.map { abs($0 - middle) })
                if abs(share.value - middle) <= max(atLeast, 5 * spread) {
                    report.hold(rule)
                    continue
                }
                report.fail(rule)
                report.add(share.form.finding(rule, values: Self.values(rule, share, middle)))
            }
        }
    }

    private static func values(_ rule: Rule, _ share: Share, _ middle: Double) -> [NamedValue] {
        let fields: [FormField] = rule == .neighbourTurnout ? [.appeared, .eligible] : [.bad, .ballots]
        let text = "\(percent(share.value)) – \(percent(middle))"
        return fields.map(share.form.value) + [NamedValue(.message, text: text, source: share.form.evidence)]
    }

    /// `65.4 %`.
    private static func percent(_ value: Double) -> String {
        let tenths = Int((value * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }
    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
