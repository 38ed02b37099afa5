// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// Legs whose distance nothing but the odometer tells, while they are settled.
struct UnknownLegs {
    /// By leg: how long it was driven between no readings that tell how far, in microseconds.
    private var times: [Int: Int64] = [:]
    /// By leg: how far what the readings tell may be off, in metres.
    private var off: [Int: Int64] = [:]
    /// Those at whose end a gap is.
    var gaps: Set<Int> = []

    init(_ legs: [Leg]) {
        for (place, leg) in legs.enumerated() where leg.isUnknown {
            times[place] = leg.end - leg.start
            off[place] = 0
        }
    }

    /// In their order.
    var all: [Int] { off.keys.sorted() }
    /// Those of which readings do not tell the whole, in their order.
    var unread: [Int] { times.keys.sorted() }

    /// Readings tell of so much of it.
    mutating func read(_ place: Int, time: Int64, off metres: Int64) {
        off[place, default: 0] += metres
        if let left = times[place] { times[place] = left > time ? left - time : nil }
    }

    /// How far it may be off. What lies between no readings may be as long as a car drives in that time.
    func uncertainty(_ place: Int) -> Distance {
        let missing = Double(times[place] ?? 0) / 1_000_000 * Self.fastest
        return Distance(metres: (off[place] ?? 0) + Int64(missing.rounded(.up)))
    }

    /// The highest mean speed of a whole drive that is believed of a car that nobody saw, in metres a second: 130 km/h.
    static let fastest = 130.0 / 3.6
}

extension KilometreLedger.Piece {
    /// Whether so much can have been driven in its time; a kilometre more, for the odometer's last digit.
    fileprivate func canBe(_ distance: Distance) -> Bool {
        Double(distance.metres - 1000) <= Double(time) / 1_000_000 * UnknownLegs.fastest
    }
}

extension KilometreLedger {
    /// Gives what the others leave between two readings to the leg of which nothing else tells the distance, when it is
    /// the only one and can have driven that, or when all the time was driven. Else it is a gap.
    /// - Returns: `false` when there is no such leg, or when no more is left than the others may be off.
    mutating func settleUnknown(_ span: Span) -> Bool {
        let unknown = span.unknown
        guard let last = unknown.last else { return false }
        let left = span.driven - span.told
        let hasOthers = span.pieces.contains { !$0.isUnknown && !$0.isFixed }
        guard left > (hasOthers ? span.tolerance : .zero) else {
            for piece in unknown { isSettled[piece.leg] = false }
            return false
        }
        if span.pause == nil || unknown.count == 1 && last.canBe(left) {
            give(left, to: unknown, of: span)
        } else {
            leaveGap(span, at: legs[last.leg].end)
            self.unknown.gaps.insert(last.leg)
        }
        return true
    }

    private mutating func give(_ left: Distance, to unknown: [Piece], of span: Span) {
        let shares = Self.shares(of: left.metres, by: unknown.map(\.time))
        // How several divide it is not known.
        let off = span.uncertainty.metres + (unknown.count > 1 ? left.metres : 0)
        for (piece, share) in zip(unknown, shares) {
            account.legs[piece.leg].distance += Distance(metres: share)
            self.unknown.read(piece.leg, time: piece.time, off: off)
            noteResolution(span.resolution.metres, of: piece.leg)
        }
        for piece in span.pieces where !piece.isUnknown { isSettled[piece.leg] = false }
    }

    /// Says of the legs whose distance only the odometer tells where it is from; those it does not tell stay unknown.
    mutating func nameUnknown() {
        for place in unknown.all {
            let isUnknown = account.legs[place].distance == .zero
            account.legs[place].isUnknown = isUnknown
            account.legs[place].source = isUnknown ? nil : .odometer
            if !isUnknown {
                account.legs[place].uncertainty =
                    unknown.uncertainty(place) + Distance(metres: resolution[place])
            }
        }
    }
}
