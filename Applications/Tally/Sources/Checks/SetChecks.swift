// SPDX-License-Identifier: Apache-2.0

/// Checks that need all documents at once.
struct SetChecks {
    let forms: [ExaminedForm]
    let primary: PrimaryForms
    let context: CheckContext

    func run(into report: inout CheckReport) {
        checkMissing(into: &report)
        checkDoubled(into: &report)
        checkReadings(into: &report)
        checkNeighbours(into: &report)
        checkSeats(into: &report)
        var sums = StationSums()
        for form in forms where form.document.form != .announcement { sums.add(form) }
        for index in primary.announcements { sums.check(forms[index], context, into: &report) }
    }

    // MARK: Missing documents

    private func checkMissing(into report: inout CheckReport) {
        guard !primary.announcements.isEmpty else { return }
        for area in context.areas {
            for kind in BallotKind.allCases {
                if primary.announcement(area, kind) != nil {
                    report.hold(.documentMissing)
                    continue
                }
                report.fail(.documentMissing)
                report.add(
                    Finding(
                        .documentMissing, area: area, kind: kind, form: .announcement, severity: .medium,
                        consequence: Consequence(.unknown)))
            }
        }
    }

    // MARK: Doubled documents

    /// The same bytes under two areas, or the same votes in the same order.
    func checkDoubled(into report: inout CheckReport) {
        var byBytes: [String: Int] = [:]
        var byVotes: [VotesKey: Int] = [:]
        var isDoubled = [Bool](repeating: false, count: forms.count)
        for (index, form) in forms.enumerated() {
            let document = form.document
            var twin: Int?
            if document.source.format == .matchedJSON, !document.source.sha256.isEmpty {
                if let first = byBytes[document.source.sha256] {
                    twin = first
                } else {
                    byBytes[document.source.sha256] = index
                }
            }
            let sum = form.sum ?? 0
            if sum >= 500, form.votes.count >= 3 {
                let key = VotesKey(form)
                if let first = byVotes[key] { twin = twin ?? first } else { byVotes[key] = index }
            }
            guard let twin, !isSamePlace(forms[twin].document, document) else { continue }
            (isDoubled[index], isDoubled[twin]) = (true, true)
            report.add(doubled(form, forms[twin]))
            report.add(doubled(forms[twin], form))
        }
        for isDoubled in isDoubled { isDoubled ? report.fail(.documentDoubled) : report.hold(.documentDoubled) }
    }

    private struct VotesKey: Hashable {
        let kind: BallotKind
        let format: SourceFile.Format
        let hash: UInt64
        let sum: Int
        let count: Int

        init(_ form: ExaminedForm) {
            kind = form.document.kind
            format = form.document.source.format
            sum = form.sum ?? 0
            count = form.votes.count
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for votes in form.votes { hash = (hash ^ UInt64(bitPattern: Int64(votes ?? -1))) &* 0x9E37_79B9_7F4A_7C15 }
            self.hash = hash ^ (hash >> 32)
        }
    }

    private func isSamePlace(_ left: TallyDocument, _ right: TallyDocument) -> Bool {
        left.area == right.area && left.place == right.place && left.form == right.form
    }

    /// What tells the twins of one document apart: area, and the unit or set of station forms.
    private func name(_ document: TallyDocument) -> String {
        switch document.place {
        case .unit(let number): "\(document.area).unit-\(number)"
        case .set(let number): "\(document.area).\(document.form.rawValue.replacing("/", with: "-")).set-\(number)"
        case nil: document.area.description
        }
    }

    private func doubled(_ form: ExaminedForm, _ twin: ExaminedForm) -> Finding {
        form.finding(
            .documentDoubled, detail: name(twin.document), severity: .high,
            consequence: Consequence(.unknown, votesInDoubt: form.sum ?? 0),
            values: [
                NamedValue(
                    .sumOfRows, subject: form.document.area.description, number: form.sum, source: form.evidence),
                NamedValue(
                    .otherDocument, subject: twin.document.area.description, number: twin.sum, source: twin.evidence),
            ])
    }

    // MARK: Two readings of one form

    private func checkReadings(into report: inout CheckReport) {
        for (first, second) in primary.others {
            let (form, other) = (forms[first], forms[second])
            guard form.document.source.format != other.document.source.format else { continue }
            for entry in form.rowOfEntry.indices {
                guard let mine = form.votes(ofEntry: entry), let theirs = other.votes(ofEntry: entry) else { continue }
                if mine == theirs {
                    report.hold(.readingsDiffer)
                    continue
                }
                report.fail(.readingsDiffer)
                var value = other.value(row: other.rowOfEntry[entry])
                value.label = .otherReading
                report.add(
                    form.finding(
                        .readingsDiffer,
                        detail: "\(Cell.row(form.rowOfEntry[entry]).code).\(other.document.source.format.rawValue)",
                        consequence: Stakes(form, context).changing([(entry, theirs - mine)]),
                        values: [form.value(row: form.rowOfEntry[entry]), value], expected: theirs, found: mine))
            }
        }
    }

    // MARK: Seats

    /// List seats by the announcements (the feed where one is missing) and by the feed alone.
    private func checkSeats(into report: inout CheckReport) {
        guard context.feed != nil, !primary.announcements.isEmpty else { return report.skip(.seatsDiffer) }
        let changes = context.feedSeats.changes(to: context.nationalSeats)
        guard !changes.isEmpty else { return report.hold(.seatsDiffer) }
        report.fail(.seatsDiffer)
        let values = changes.map { change in
            NamedValue(
                .count, subject: context.register.parties[change.party]?.name, text: "\(change.from) → \(change.to)",
                source: Evidence(file: context.feed?.source ?? "feed", place: "party \(change.party)"))
        }
        report.add(
            Finding(
                .seatsDiffer, area: nil, kind: .partyList, consequence: Consequence(.seatChanges, seatChanges: changes),
                values: values))
    }

    // MARK: Neighbours

    private func checkNeighbours(into report: inout CheckReport) {
        let check = NeighbourCheck(forms: primary.announcements.map { forms[$0] })
        check.run(into: &report)
    }
}
