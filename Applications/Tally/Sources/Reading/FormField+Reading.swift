// SPDX-License-Identifier: Apache-2.0

extension FormField {
    /// The fields outside of the table that a form must have before anything of it is accepted.
    package static func expected(on form: FormType) -> [FormField] {
        switch form {
        case .advanceInside, .advanceOutside: [.ballots, .good, .bad, .noChoice]
        case .station: [.eligible, .appeared, .received, .used, .good, .bad, .noChoice, .remaining]
        case .announcement:
            [
                .eligible, .appeared, .received, .used, .remaining, .countedAtStations, .countedAdvanceInside,
                .countedAdvanceOutside, .ballots, .good, .bad, .noChoice,
            ]
        }
    }

    /// Its name in what is printed of a form.
    package func readName(on form: FormType) -> String {
        switch self {
        case .eligible: "eligible"
        case .appeared: "appeared"
        case .received: "allotted"
        case .used: "used"
        case .remaining: "remaining"
        case .countedAtStations: "counted_at_stations"
        case .countedAdvanceInside: "counted_advance_inside"
        case .countedAdvanceOutside: "counted_advance_outside"
        case .ballots: form == .announcement ? "ballots" : "received"
        case .good: "good"
        case .bad: "bad"
        case .noChoice: "none"
        case .total: "total"
        case .envelopes: "envelopes"
        case .ballotsInEnvelopes: "ballots_in_envelopes"
        }
    }
}
