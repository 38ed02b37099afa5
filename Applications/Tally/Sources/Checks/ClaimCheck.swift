// SPDX-License-Identifier: Apache-2.0

/// What a source says of its own reading: recorded sums that no longer hold, and two lists of the same rows that
/// differ.
struct ClaimCheck: Check {
    var rules: [Rule] { [.claimSum, .claimRows] }

    func check(_ subject: CheckSubject, into report: inout CheckReport) {
        let form = subject.form
        let claims = form.document.claims
        let sum = NamedValue(.sumOfRows, number: form.sum, source: form.evidence)
        compare(.recordedSum, claims.recordedSum, sum, form, &report)
        compare(.recordedGood, claims.recordedGood, form.value(.good), form, &report)
        compare(.matchedSum, claims.matchedSum, form.value(.good), form, &report)
        guard !claims.matchedRows.isEmpty else { return report.skip(.claimRows) }
        let agree = checkRows(form, into: &report)
        let isComplete = form.document.kind == .constituency || checkNumbers(form, into: &report)
        agree && isComplete ? report.hold(.claimRows) : report.fail(.claimRows)
    }

    /// Parties to which the source's list matched no row; whether there are none.
    private func checkNumbers(_ form: ExaminedForm, into report: inout CheckReport) -> Bool {
        guard let roster = form.roster else { return true }
        var isNamed = [Bool](repeating: false, count: roster.count)
        for row in form.document.claims.matchedRows {
            if let entry = roster.entry(number: row.matchedNumber) { isNamed[entry] = true }
        }
        let missing = isNamed.indices.filter { !isNamed[$0] }
        if missing.isEmpty { return true }
        let values = missing.map { entry in
            NamedValue(
                .matchedNumber, subject: roster.names[entry], number: roster.numbers[entry], source: form.evidence)
        }
        report.add(
            form.finding(
                .claimRows, detail: "incomplete", severity: .low, values: values, expected: 0, found: missing.count))
        return false
    }

    private func compare(
        _ label: NamedValue.Label, _ claimed: Int?, _ value: NamedValue, _ form: ExaminedForm,
        _ report: inout CheckReport
    ) {
        guard let claimed, let actual = value.number else { return report.skip(.claimSum) }
        if claimed == actual { return report.hold(.claimSum) }
        report.fail(.claimSum)
        report.add(
            form.finding(
                .claimSum, detail: label.rawValue, severity: .low,
                values: [value, NamedValue(label, number: claimed, source: form.evidence)], expected: actual,
                found: claimed))
    }

    /// The lists are compared as sets of (number, party, votes): their order differs. Whether they agree.
    private func checkRows(_ form: ExaminedForm, into report: inout CheckReport) -> Bool {
        let claimed = form.document.claims.matchedRows
        var difference: UInt64 = 0
        for row in form.document.rows { difference &+= Self.mix(row.number, row.party, row.votes.number) }
        for row in claimed { difference &-= Self.mix(row.number, row.party, row.votes) }
        if difference == 0 { return true }
        var open: [UInt64: Int] = [:]
        for row in claimed { open[Self.mix(row.number, row.party, row.votes), default: 0] += 1 }
        let alone = form.document.rows.indices.filter { index in
            let row = form.document.rows[index]
            let key = Self.mix(row.number, row.party, row.votes.number)
            guard let left = open[key], left > 0 else { return true }
            open[key] = left - 1
            return false
        }
        report.add(
            form.finding(
                .claimRows, severity: .low, values: alone.prefix(10).map { form.value(row: $0) }, expected: 0,
                found: max(alone.count, claimed.count - form.document.rows.count)))
        return false
    }

    private static func mix(_ number: Int?, _ party: String?, _ votes: Int?) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ value: UInt64) {
            hash = (hash ^ value) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
        }
        add(UInt64(bitPattern: Int64(number ?? -1)))
        add(UInt64(bitPattern: Int64(votes ?? -1)))
        guard var party else { return hash }
        party.withUTF8 { text in
            let text = UnsafeRawBufferPointer(text)
            let whole = text.count & ~7
            for place in stride(from: 0, to: whole, by: 8) {
                add(text.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            }
            add(text[whole...].reduce(UInt64(text.count)) { $0 << 8 | UInt64($1) })
        }
        return hash
    }
}
