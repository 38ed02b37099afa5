// SPDX-License-Identifier: Apache-2.0

/// Every cost and threshold of joint decoding, in one place and with a version. Costs are negative natural logarithms
/// of probabilities; a margin of 7 means that the other solution is about a thousand times less likely.
///
/// How they were chosen, on which data, and what was measured with them: docs/reader.md, “Thresholds”. Whoever changes
/// a figure changes the version, and runs `./dev bench decoding`.
package struct DecodingThresholds: Sendable {
    package var version: String
    /// A witness is clear when its best number is so much cheaper than everything else it holds possible (2.2 is 90 %).
    package var clear: Double
    /// Two witnesses that agree must, together, be so far from the second number.
    package var agreement: Double
    /// The same where neither witness is clear by itself; infinite where that is never enough.
    package var unclearAgreement: Double
    /// One witness alone needs identities that hold, and this distance to all solutions with another value, together.
    package var wideMargin: Double
    /// Digits whose best number is another keep a cell open when the one that words and identities have is so much
    /// dearer to them.
    package var objection: Double
    /// No witness counts for more than this against a number that it does not have. The digits are rarely surer than
    /// 1 in 20,000 with right; the words are wrong in 5 %, spread over some tens of numbers.
    package var digitsCeiling: Double
    package var wordsCeiling: Double
    /// A confusion that is known of digits costs at most this, however sure the witness is: it was seen to be sure and
    /// wrong.
    package var knownConfusion: Double
    /// The same for a first digit that was lost and for a tick that was read as a first 1.
    package var lostDigit: Double
    /// The second and third occurrence of one confusion in one form costs only this share: writers repeat themselves.
    package var repetition: Double
    /// The most a repair may cost to be proposed.
    package var repair: Double
    /// Where a sum does not hold, cells that a set of changes of at most this cost would change are not certain.
    package var suspicion: Double
    /// How many of the cells in which something is written may have one witness, as a share, and how many at least and
    /// at most. Above it, none of them is accepted.
    package var aloneShare: Double
    package var aloneAtLeast: Int
    package var aloneAtMost: Int
    /// Below this probability no value is worth proposing.
    package var worthProposing: Double
    /// Numbers kept of a cell.
    package var optionsPerCell: Int

    /// Typed announcements (6/1): the words come from another engine than the digits.
    package static let typed = DecodingThresholds(
        version: "decoding-4-typed", clear: 2.2, agreement: 4, unclearAgreement: 6, wideMargin: 7, objection: 3,
        digitsCeiling: 10, wordsCeiling: 6, knownConfusion: 5, lostDigit: 5, repetition: 0.3, repair: 12, suspicion: 11,
        aloneShare: 0.34,
        aloneAtLeast: 3, aloneAtMost: 18, worthProposing: 0.3, optionsPerCell: 14)
    /// Handwritten forms (5/16, 5/17, 5/18).
    package static let handwritten = DecodingThresholds(
        version: "decoding-3-handwritten", clear: 2.2, agreement: 4, unclearAgreement: .infinity, wideMargin: 7,
        objection: 3, digitsCeiling: 9, wordsCeiling: 6, knownConfusion: 4.5, lostDigit: 4.5, repetition: 0.3,
        repair: 9,
        suspicion: 11, aloneShare: 0.34, aloneAtLeast: 3, aloneAtMost: 10, worthProposing: 0.3, optionsPerCell: 14)

    package static func of(_ form: FormType) -> DecodingThresholds { form == .announcement ? typed : handwritten }
}
