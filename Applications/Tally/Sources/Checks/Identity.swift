// SPDX-License-Identifier: Apache-2.0

/// One equation (or inequality) between the figures of a form.
package struct Identity: Sendable {
    /// What evaluating it gives.
    package enum Outcome: Sendable, Hashable {
        case holds
        /// The two sides.
        case fails(left: Int, right: Int)
        /// A figure is absent: nothing was compared.
        case notCheckable
    }
    package let rule: Rule
    /// Indices into `Figures`; the sides are sums.
    let left: [Int]
    let right: [Int]
    /// Left ≤ right instead of left = right.
    let isUpperBound: Bool

    private init(_ rule: Rule, _ left: [FormField], _ right: [FormField], isUpperBound: Bool = false) {
        self.rule = rule
        self.left = left.map(\.rawValue)
        self.right = right.map(\.rawValue)
        self.isUpperBound = isUpperBound
    }
    private init(_ rule: Rule, rowsEqual field: FormField) {
        self.rule = rule
        left = [Figures.sumIndex]
        right = [field.rawValue]
        isUpperBound = false
    }

    func evaluate(_ figures: Figures) -> Outcome {
        guard let left = figures.total(left), let right = figures.total(right) else { return .notCheckable }
        if isUpperBound ? left <= right : left == right { return .holds }
        return .fails(left: left, right: right)
    }

    /// Every identity of a form.
    package static func all(of form: FormType) -> [Identity] {
        switch form {
        case .announcement: announcement
        case .station: station
        case .advanceInside: advanceInside
        case .advanceOutside: advanceOutside
        }
    }

    private static let table = [
        Identity(.sumGood, rowsEqual: .good), Identity(.sumTotal, rowsEqual: .total),
        Identity(.totalGood, [.total], [.good]),
    ]
    private static let announcement =
        table + [
            Identity(.ballotsSplit, [.good, .bad, .noChoice], [.ballots]),
            Identity(.countedParts, [.countedAtStations, .countedAdvanceInside, .countedAdvanceOutside], [.ballots]),
            Identity(.receivedParts, [.used, .remaining], [.received]),
            Identity(.appearedUsed, [.appeared], [.used]), Identity(.usedBallots, [.used], [.ballots]),
            Identity(.appearedEligible, [.appeared], [.eligible], isUpperBound: true),
        ]
    private static let station =
        table + [
            Identity(.usedSplit, [.good, .bad, .noChoice], [.used]),
            Identity(.receivedParts, [.used, .remaining], [.received]),
            Identity(.appearedUsed, [.appeared], [.used]),
            Identity(.appearedEligible, [.appeared], [.eligible], isUpperBound: true),
        ]
    private static let advanceInside = table + [Identity(.ballotsSplit, [.good, .bad, .noChoice], [.ballots])]
    private static let advanceOutside =
        advanceInside + [
            Identity(.envelopesMatch, [.envelopes], [.ballotsInEnvelopes]),
            Identity(.envelopeBallots, [.ballotsInEnvelopes], [.ballots]),
        ]
}
