// SPDX-License-Identifier: Apache-2.0

/// Gives rows without an elevation one, in a transaction.
struct ElevationWork: Sendable {
    let options: TimelineImportOptions

    func run(_ table: any LocationTable, _ outcome: inout TimelineImportOutcome) throws {
        guard let tiles = options.tiles else { return }
        let last = try table.control(.elevation)
        var newest = last
        var id = Int64.min
        while true {
            let rows = try table.withoutElevation(
                since: options.reprocessElevation ? nil : last, after: id, limit: Timeline.batch)
            guard let end = rows.last else { break }
            id = end.id
            var found: [(id: Int64, metres: Double)] = []
            for row in rows {
                newest = max(newest ?? row.instant, row.instant)
                guard let metres = try tiles.height(latitude: row.latitude, longitude: row.longitude) else {
                    outcome.withoutHeight += 1
                    continue
                }
                // Centimetres are more than a tile knows.
                found.append((row.id, (metres * 100).rounded() / 100))
            }
            try table.setElevations(found)
            outcome.enriched += found.count
        }
        if let newest, newest != last { try table.setControl(.elevation, newest) }
    }
}
