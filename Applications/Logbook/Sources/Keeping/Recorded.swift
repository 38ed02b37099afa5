// SPDX-License-Identifier: Apache-2.0

/// Who brings something.
package enum Sender: Sendable, Hashable {
    /// A device with its token.
    case device(DeviceToken)
    /// A person with an account.
    case account(String)
    /// The broker that an account has configured.
    case broker(_ account: String)

    package var account: String {
        switch self {
        case .device(let token): token.account
        case .account(let account), .broker(let account): account
        }
    }
    /// The vehicle that it is bound to.
    var bound: String? {
        switch self {
        case .device(let token): token.vehicle
        case .account, .broker: nil
        }
    }
    /// Who says so in a book.
    var actor: String {
        switch self {
        case .device(let token): "device:\(token.id)"
        case .account(let account): "account:\(account)"
        case .broker(let account): "broker:\(account)"
        }
    }
}

/// What became of one part of what was received: it is on disk.
package struct Recorded: Sendable {
    package let vehicle: String
    /// How the vehicle was found.
    package let evidence: Arrival.Evidence
    /// The numbers of its entries in the vehicle's book; more than one when it was large.
    package let entries: [Int64]
    /// The trip that went on before and the one that goes on now; `nil` when there is none, or when the book is being
    /// read because it was not in memory.
    package let before: LiveTrip?
    package let after: LiveTrip?
    /// What it brought about, where that could be seen at once: late observations bring about nothing here.
    package let actions: [TripDetector.Action]
}
