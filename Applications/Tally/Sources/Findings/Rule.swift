// SPDX-License-Identifier: Apache-2.0

/// What a check looks for. Codes are kept for ever: decisions in the ledger refer to them.
package enum Rule: String, Sendable, Hashable, CaseIterable {
    // Identities of one form.
    case sumGood = "sum-good"
    case sumTotal = "sum-total"
    case totalGood = "total-good"
    case ballotsSplit = "ballots-split"
    case countedParts = "counted-parts"
    case receivedParts = "received-parts"
    case appearedUsed = "appeared-used"
    case usedBallots = "used-ballots"
    case usedSplit = "used-split"
    case appearedEligible = "appeared-eligible"
    case envelopesMatch = "envelopes-match"
    case envelopeBallots = "envelope-ballots"
    // Upwards, from stations to the announcement.
    case stationsSum = "stations-sum"
    case setsInsideSum = "sets-inside-sum"
    case setsOutsideSum = "sets-outside-sum"
    case rowSum = "row-sum"
    case unitPair = "unit-pair"
    // Words and digits.
    case wordsDigits = "words-digits"
    // Names and numbers.
    case numberRegister = "number-register"
    case winnerNumber = "winner-number"
    case numberMatched = "number-matched"
    case nameSpelling = "name-spelling"
    case partySpelling = "party-spelling"
    case candidateParty = "candidate-party"
    case eligibleRegister = "eligible-register"
    case nameUnknown = "name-unknown"
    case placeholder
    case numberUnreadable = "number-unreadable"
    case rowShift = "row-shift"
    // Rows.
    case rowDuplicate = "row-duplicate"
    case numberDuplicate = "number-duplicate"
    case rowMissing = "row-missing"
    case rowPhantom = "row-phantom"
    case rowCount = "row-count"
    case votesAbsent = "votes-absent"
    case fieldAbsent = "field-absent"
    case firstTied = "first-tied"
    // Against the feed.
    case belowFeed = "below-feed"
    case manyBelowFeed = "many-below-feed"
    case feedShift = "feed-shift"
    case feedSwap = "feed-swap"
    case feedPermutation = "feed-permutation"
    case growthOutlier = "growth-outlier"
    case topDiffers = "top-differs"
    case winnerDiffers = "winner-differs"
    case seatsDiffer = "seats-differ"
    case feedTotals = "feed-totals"
    // Files.
    case wrongFile = "wrong-file"
    case documentDoubled = "document-doubled"
    case documentMissing = "document-missing"
    case areaUnknown = "area-unknown"
    case unitRange = "unit-range"
    case stationsMissing = "stations-missing"
    case provinceDiffers = "province-differs"
    // Two ballots of one area.
    case pairBallots = "pair-ballots"
    case pairEligible = "pair-eligible"
    // What sources say of themselves, and readings of one form against each other.
    case claimSum = "claim-sum"
    case claimRows = "claim-rows"
    case readingsDiffer = "readings-differ"
    case feedContradiction = "feed-contradiction"
    case feedDecrease = "feed-decrease"
    // Hints.
    case advanceZero = "advance-zero"
    case neighbourTurnout = "neighbour-turnout"
    case neighbourBad = "neighbour-bad"

    package var code: String { rawValue }

    /// Groups of rules, for filters and for planted errors.
    package enum Family: String, Sendable, Hashable, CaseIterable {
        case arithmetic, upwards, words, register, rows, feed, file, pair, source, hint
    }
    package var family: Family {
        switch self {
        case .sumGood, .sumTotal, .totalGood, .ballotsSplit, .countedParts, .receivedParts, .appearedUsed,
            .usedBallots, .usedSplit, .appearedEligible, .envelopesMatch, .envelopeBallots:
            .arithmetic
        case .stationsSum, .setsInsideSum, .setsOutsideSum, .rowSum: .upwards
        case .wordsDigits: .words
        case .numberRegister, .winnerNumber, .numberMatched, .nameSpelling, .partySpelling, .candidateParty,
            .eligibleRegister,
            .nameUnknown, .placeholder, .numberUnreadable, .rowShift:
            .register
        case .rowDuplicate, .numberDuplicate, .rowMissing, .rowPhantom, .rowCount, .votesAbsent, .fieldAbsent,
            .firstTied:
            .rows
        case .belowFeed, .manyBelowFeed, .feedShift, .feedSwap, .feedPermutation, .growthOutlier, .topDiffers,
            .winnerDiffers, .seatsDiffer, .feedTotals:
            .feed
        case .wrongFile, .documentDoubled, .documentMissing, .areaUnknown, .provinceDiffers, .unitRange,
            .stationsMissing:
            .file
        case .pairBallots, .pairEligible, .unitPair: .pair
        case .claimSum, .claimRows, .readingsDiffer, .feedContradiction, .feedDecrease: .source
        case .advanceZero, .neighbourTurnout, .neighbourBad: .hint
        }
    }
}
