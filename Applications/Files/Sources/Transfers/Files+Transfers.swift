// SPDX-License-Identifier: Apache-2.0
import StewardStore

extension Files {
    /// The transfers of a connection, or of all, the newest first.
    package func transfers(_ connection: String? = nil, limit: Int = 50) async throws -> [Transfer] {
        try await transferTable.list(connection: connection, limit: limit)
    }

    /// - Throws: `FilesError` with `notFound`.
    package func transfer(_ id: String) async throws -> Transfer { try await transferTable.transfer(id) }

    /// How far a transfer is.
    package func counts(of transfer: String) async throws -> TransferCounts {
        try await transferTable.counts(of: transfer)
    }

    /// The things of a transfer in order; `after` is the number of the last one of the part before.
    package func items(
        of transfer: String, state: TransferItem.State? = nil, after: Int64 = 0, limit: Int = 100
    ) async throws -> [TransferItem] {
        try await transferTable.items(of: transfer, state: state, after: after, limit: limit)
    }

    /// Makes what failed wait again; gives how many. Then run the transfer.
    package func retryFailed(_ transfer: String) async throws -> Int {
        try await transferTable.retryFailed(transfer)
    }

    /// Forgets a transfer with its upload sessions. What was moved stays moved, and its entries stay.
    package func forget(_ transfer: String) async throws {
        let names = try await database.read { database in
            try database.query(
                "SELECT number FROM files_items WHERE transfer = $1 AND has_session = 1", [SQLValue(transfer)]
            ).map { SessionKeeper.name(transfer, try $0.integer("number")) }
        }
        for name in names { try await SessionKeeper(vault: vault, name: name).keep(nil) }
        try await transferTable.remove(transfer)
    }
}

extension SessionKeeper {
    /// What the session of a transfer's item is called.
    static func name(_ transfer: String, _ number: Int64) -> String { "\(transfer).\(number)" }
}
