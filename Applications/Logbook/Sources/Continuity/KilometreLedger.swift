// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// The work of ``Continuity``: goes from reading to reading and settles what lies between.
struct KilometreLedger {
    let legs: [Leg]
    private let readings: [OdometerReading]
    var account: Continuity
    /// The last reading up to which everything is settled.
    private var anchor: OdometerReading?
    /// The first leg that ends after the anchor.
    private var firstLeg = 0
    /// By leg: whether all of it lies between anchors, and whether it was alone in all of them.
    var isSettled: [Bool]
    private var wasAlone: [Bool]
    /// By leg, in metres: what the last digits of the readings around it leave open, and what the other legs between
    /// them do.
    private(set) var resolution: [Int64]
    private var shared: [Int64]
    /// What is known of legs whose distance only odometers tell.
    var unknown: UnknownLegs

    init(legs: [Leg], readings: [OdometerReading]) {
        self.legs = legs
        self.readings = readings
        account = Continuity()
        account.legs = legs.map { leg in
            var account = Continuity.LegAccount(distance: leg.estimate, source: nil)
            account.isUnknown = leg.isUnknown
            return account
        }
        isSettled = Array(repeating: true, count: legs.count)
        wasAlone = Array(repeating: true, count: legs.count)
        resolution = Array(repeating: 0, count: legs.count)
        shared = resolution
        unknown = UnknownLegs(legs)
    }

    /// What lies between two readings.
    struct Span {
        let before: OdometerReading
        let after: OdometerReading
        var pieces: [Piece] = []
        /// When the longest time without a leg begins; `nil` when a leg was driven all the time.
        var pause: Int64?

        /// The pieces of which nothing but the readings tells how long they were.
        var unknown: [Piece] { pieces.filter(\.isUnknown) }
        var driven: Distance { after.value - before.value }
        var resolution: Distance { OdometerReading.resolution(before, after) }
        var told: Distance { Distance(metres: pieces.reduce(0) { $0 + $1.metres }) }
        var uncertainty: Distance { Distance(metres: pieces.reduce(0) { $0 + ($1.isFixed ? 0 : $1.uncertainty) }) }
        var tolerance: Distance { Continuity.tolerance(before, after, uncertainty: uncertainty) }
        /// Whether the legs tell more than the odometer turned.
        var isContradicted: Bool { told - driven > tolerance }
    }

    /// The part of a leg within a span.
    struct Piece {
        let leg: Int
        var metres: Int64
        let uncertainty: Int64
        let isFixed: Bool
        let isUnknown: Bool
        /// How long it lasted, in microseconds.
        let time: Int64
    }

    mutating func settle() {
        guard let first = readings.first else { return }
        account.anchors = [first]
        anchor = first
        markOpen(until: first.instant)
        var place = 1
        while place < readings.count, let anchor {
            let span = span(anchor, readings[place])
            if span.driven == .zero, !span.unknown.isEmpty {
                account.refused.append(ReadingGuard.Refusal(reading: readings[place], reason: .repeated))
            } else if !span.isContradicted {
                settle(span)
            } else if span.driven == .zero {
                account.refused.append(ReadingGuard.Refusal(reading: readings[place], reason: .repeated))
            } else if let next = readings[(place + 1)...].first(where: { $0.value > anchor.value }) {
                if self.span(anchor, next).isContradicted {
                    settle(span)
                } else {
                    account.refused.append(ReadingGuard.Refusal(reading: readings[place], reason: .contradicted))
                }
            } else {
                account.doubted.append(readings[place])
            }
            place += 1
        }
        if let anchor { markOpen(after: anchor.instant) }
        nameSources()
        nameUnknown()
        for (place, odometers) in odometers(account).enumerated() {
            account.legs[place].before = odometers.before
            account.legs[place].after = odometers.after
        }
    }

    // MARK: What lies between

    private func span(_ before: OdometerReading, _ after: OdometerReading) -> Span {
        var span = Span(before: before, after: after)
        var covered = before.instant
        var longest: Int64 = 0
        var place = firstLeg
        while place < legs.count, legs[place].start < after.instant {
            let leg = legs[place]
            if leg.end > before.instant {
                span.pieces.append(piece(place, before.instant, after.instant))
                if leg.start - covered > longest {
                    longest = leg.start - covered
                    span.pause = covered
                }
                covered = max(covered, leg.end)
            }
            place += 1
        }
        if after.instant - covered > longest || span.pieces.isEmpty { span.pause = covered }
        return span
    }

    private func piece(_ place: Int, _ from: Int64, _ until: Int64) -> Piece {
        let leg = legs[place]
        let metres = leg.metres(by: until) - leg.metres(by: from)
        let isWhole = metres == leg.estimate.metres
        let share = isWhole ? 1 : Double(metres) / Double(leg.estimate.metres)
        var uncertainty = Int64(Double(leg.uncertainty.metres) * share)
        // Where on the way a reading was taken is known to a tenth of it.
        if !isWhole { uncertainty += leg.estimate.metres / 10 }
        return Piece(
            leg: place, metres: metres, uncertainty: uncertainty, isFixed: leg.isFixed, isUnknown: leg.isUnknown,
            time: min(leg.end, until) - max(leg.start, from))
    }

    // MARK: Settling

    private mutating func settle(_ span: Span) {
        if !settleUnknown(span) { settleKnown(span) }
        anchor = span.after
        account.anchors.append(span.after)
        while firstLeg < legs.count, legs[firstLeg].end <= span.after.instant { firstLeg += 1 }
    }

    private mutating func settleKnown(_ span: Span) {
        let difference = span.driven - span.told
        let canSpread = !span.pieces.isEmpty && (span.pause == nil || span.pieces.contains { !$0.isFixed })
        let isGap = difference > .zero && span.pause != nil && (!canSpread || difference > span.tolerance)
        if isGap, let pause = span.pause {
            leaveGap(span, at: pause)
        } else if !span.pieces.isEmpty {
            spread(span)
        }
    }

    /// What the legs do not tell belongs to none of them.
    mutating func leaveGap(_ span: Span, at instant: Int64) {
        let difference = span.driven - span.told
        account.gaps.append(
            Continuity.PlacedGap(
                before: span.before, after: span.after, distance: difference, at: instant,
                isOpen: difference > Continuity.tolerance(span.before, span.after)))
        for piece in span.pieces { isSettled[piece.leg] = false }
    }

    private mutating func spread(_ span: Span) {
        let fixed = span.pieces.reduce(0) { $0 + ($1.isFixed ? $1.metres : 0) }
        let free = span.pieces.indices.filter { !span.pieces[$0].isFixed }
        let keepsFixed = fixed <= span.driven.metres && !free.isEmpty
        let places = keepsFixed ? free : Array(span.pieces.indices)
        let target = span.driven.metres - (keepsFixed ? fixed : 0)
        let shares = Self.shares(of: target, by: places.map { span.pieces[$0].metres })
        for (place, share) in zip(places, shares) {
            let piece = span.pieces[place]
            let change = Distance(metres: share - piece.metres)
            account.legs[piece.leg].distance += change
        }
        noteUncertainty(span, places)
        for piece in span.pieces where span.pieces.count > 1 { wasAlone[piece.leg] = false }
        account.calibrations.append(
            Continuity.Calibration(
                before: span.before, after: span.after, estimated: span.told, driven: span.driven,
                legs: span.pieces.count))
    }

    /// What was made to add up is off by the readings' last digits, and as far as it and the others may be off
    /// together.
    private mutating func noteUncertainty(_ span: Span, _ places: [Int]) {
        let digits = span.resolution.metres
        let whole = span.uncertainty.metres
        for place in places {
            let piece = span.pieces[place]
            noteResolution(digits, of: piece.leg)
            shared[piece.leg] += max(0, min(piece.uncertainty, whole - piece.uncertainty))
        }
    }

    /// The errors of readings on the way cancel out.
    mutating func noteResolution(_ metres: Int64, of leg: Int) { resolution[leg] = max(resolution[leg], metres) }

    /// Divides metres in proportion to weights, by largest remainders; equally where there are no weights.
    static func shares(of metres: Int64, by weights: [Int64]) -> [Int64] {
        let whole = weights.reduce(0, +)
        guard whole > 0 else {
            return weights.isEmpty ? [] : shares(of: metres, by: weights.map { _ in 1 })
        }
        var shares: [Int64] = []
        var remainders: [(UInt64, Int)] = []
        var left = metres
        for (place, weight) in weights.enumerated() {
            let product = metres.multipliedFullWidth(by: weight)
            let (share, remainder) = whole.dividingFullWidth(product)
            shares.append(share)
            remainders.append((UInt64(remainder), place))
            left -= share
        }
        for (_, place) in remainders.sorted(by: { ($1.0, $0.1) < ($0.0, $1.1) }).prefix(Int(left)) {
            shares[place] += 1
        }
        return shares
    }

    // MARK: Naming

    private mutating func markOpen(until instant: Int64) {
        for place in legs.indices where legs[place].start < instant { isSettled[place] = false }
        while firstLeg < legs.count, legs[firstLeg].end <= instant { firstLeg += 1 }
    }

    private mutating func markOpen(after instant: Int64) {
        for place in legs.indices where legs[place].end > instant { isSettled[place] = false }
    }

    private mutating func nameSources() {
        for place in legs.indices {
            let isChanged = account.legs[place].distance != legs[place].estimate
            if legs[place].isFixed, !isChanged { continue }
            if isSettled[place] {
                account.legs[place].source = wasAlone[place] ? .odometer : .calibrated
            } else if isChanged {
                account.legs[place].source = .calibrated
                shared[place] = max(shared[place], legs[place].uncertainty.metres)
            }
            guard account.legs[place].source != nil else { continue }
            account.legs[place].uncertainty = Distance(metres: resolution[place] + shared[place])
        }
    }
}
