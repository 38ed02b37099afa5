// SPDX-License-Identifier: Apache-2.0
import StewardStore

/// The waiting items of a transfer, a few hundred at a time.
struct ItemFeed {
    let table: TransferTable
    let transfer: String
    private var place: Int64 = 0
    private var ready: [TransferItem] = []
    private var isEmpty = false
    /// Ids of the folders that the ready items are in.
    private(set) var folders: [Int64: String] = [:]

    init(_ table: TransferTable, _ transfer: String) {
        self.table = table
        self.transfer = transfer
    }

    mutating func next() async throws -> TransferItem? {
        if ready.isEmpty, !isEmpty {
            let items = try await table.items(of: transfer, state: .waiting, after: place, limit: 256)
            isEmpty = items.isEmpty
            place = items.last?.number ?? place
            folders = try await table.folders(of: transfer, numbers: Set(items.map(\.parent)).subtracting([0]))
            ready = items.reversed()
        }
        return ready.popLast()
    }
}
