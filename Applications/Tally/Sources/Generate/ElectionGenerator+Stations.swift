// SPDX-License-Identifier: Apache-2.0

extension ElectionGenerator {
    /// The station and set forms of a count, which add up to its announcement: `units` forms 5/18, and sets 5/16 and
    /// 5/17 of about 500 ballots. Both ballots of an area get the same voters per unit when called with the same
    /// `units`.
    package func stationForms(
        _ count: FinalCount, units: Int, source: SourceFile, _ body: (TallyDocument) throws -> Void
    ) rethrows {
        var random = SplitMix64(seed: seed &+ UInt64(count.area.province * 1000 + count.area.constituency) &* 7919)
        var left = Pool(count)
        let insideSets = max(1, count.advanceInside / 500)
        let outsideSets = max(1, count.advanceOutside / 500)
        let stations = Self.split(count.atStations, into: max(1, units), &random)
        let absent = Self.split(count.eligible - count.ballots, into: max(1, units), &random)
        let spare = Self.split(count.received - count.ballots, into: max(1, units), &random)
        for (place, ballots) in Self.split(count.advanceInside, into: insideSets, &random).enumerated() {
            try body(set(.advanceInside, place + 1, left.take(ballots), count, source))
        }
        for (place, ballots) in Self.split(count.advanceOutside, into: outsideSets, &random).enumerated() {
            try body(set(.advanceOutside, place + 1, left.take(ballots), count, source))
        }
        for place in stations.indices {
            let share = left.take(stations[place])
            try body(unit(place + 1, share, absent: absent[place], spare: spare[place], count, source))
        }
    }

    private func unit(
        _ number: Int, _ share: Share, absent: Int, spare: Int, _ count: FinalCount, _ source: SourceFile
    ) -> TallyDocument {
        form(
            .station, .unit(number), share, count, source,
            [
                .eligible: share.ballots + absent, .appeared: share.ballots, .received: share.ballots + spare,
                .used: share.ballots, .remaining: spare, .good: share.good, .bad: share.invalid,
                .noChoice: share.noChoice, .total: share.good,
            ])
    }

    private func set(
        _ type: FormType, _ number: Int, _ share: Share, _ count: FinalCount, _ source: SourceFile
    ) -> TallyDocument {
        var fields: [FormField: Int] = [
            .ballots: share.ballots, .good: share.good, .bad: share.invalid, .noChoice: share.noChoice,
            .total: share.good,
        ]
        if type == .advanceOutside {
            fields[.envelopes] = share.ballots
            fields[.ballotsInEnvelopes] = share.ballots
        }
        return form(type, .set(number), share, count, source, fields)
    }

    private func form(
        _ type: FormType, _ place: CountingPlace, _ share: Share, _ count: FinalCount, _ source: SourceFile,
        _ fields: [FormField: Int]
    ) -> TallyDocument {
        let votes = zip(count.votes, share.votes).map { (number: $0.number, votes: $1) }
        return TallyDocument(
            form: type, kind: count.kind, area: count.area, place: place,
            printedProvince: register.provinces[count.area.province]?.name ?? "", source: source,
            fields: fields.mapValues { Reading(.number($0), method: .generated) },
            rows: rows(votes, kind: count.kind, area: count.area))
    }

    /// `total` in `parts` parts of uneven size that add up to it.
    static func split(_ total: Int, into parts: Int, _ random: inout SplitMix64) -> [Int] {
        var left = total
        return (0..<parts).map { place in
            let remaining = parts - place
            guard remaining > 1 else { return left }
            let mean = Double(left) / Double(remaining)
            let part = min(left, Int(mean * Double.random(in: 0.6...1.4, using: &random)))
            left -= part
            return part
        }
    }

    /// The ballots of one place.
    struct Share {
        var votes: [Int]
        var invalid: Int
        var noChoice: Int
        var good: Int { votes.reduce(0, +) }
        var ballots: Int { good + invalid + noChoice }
    }

    /// What is still to be handed out; places take ballots in proportion until nothing is left.
    struct Pool {
        private var piles: [Int]
        private var left: Int
        private var turn = 0

        init(_ count: FinalCount) {
            piles = count.votes.map(\.votes) + [count.invalid, count.noChoice]
            left = piles.reduce(0, +)
        }

        /// Takes `ballots` from the piles in proportion to what lies there.
        mutating func take(_ ballots: Int) -> Share {
            var taken = piles.map { left == 0 ? 0 : $0 * ballots / left }
            var missing = min(ballots, left) - taken.reduce(0, +)
            while missing > 0 {
                turn = (turn + 1) % piles.count
                if taken[turn] < piles[turn] {
                    taken[turn] += 1
                    missing -= 1
                }
            }
            for place in piles.indices { piles[place] -= taken[place] }
            left -= taken.reduce(0, +)
            return Share(
                votes: Array(taken.dropLast(2)), invalid: taken[taken.count - 2], noChoice: taken[taken.count - 1])
        }
    }
}
