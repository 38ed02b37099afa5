// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardIntegration
import StewardStore

/// Addresses by place, kept for good: the corner at which a car is parked every day is asked for once.
struct Addresses: Sendable {
    let database: any Database

    /// The address at a place: the one that is kept, else the service's, which is kept then. `nil` when the service
    /// knows none there, which is kept as well.
    /// - Throws: what the service throws; `DatabaseError`.
    func address(
        at position: Position, language: String, asking service: any PlaceNaming, at now: Int64
    ) async throws -> StreetAddress? {
        let place = Self.place(position)
        let known = try await database.read { connection in
            try connection.first(
                "SELECT address FROM logbook_addresses WHERE place = $1 AND language = $2",
                [SQLValue(place), SQLValue(language)])?.text("address")
        }
        if let known { return try StreetAddress(kept: known) }
        let address = try await service.address(at: position, language: language)
        let text = String(decoding: try (address?.kept ?? .null).canonicalBytes(), as: UTF8.self)
        try await database.write { connection in
            _ = try connection.execute(
                """
                INSERT INTO logbook_addresses (place, language, address, asked_at) VALUES ($1, $2, $3, $4)
                ON CONFLICT (place, language) DO NOTHING
                """, [SQLValue(place), SQLValue(language), SQLValue(text), .integer(now)])
        }
        return address
    }

    /// A place to five decimals, about a metre.
    static func place(_ position: Position) -> String {
        "\(degrees(position.latitude)),\(degrees(position.longitude))"
    }

    private static func degrees(_ value: Double) -> String {
        let hundredThousandths = Int64((value * 100_000).rounded())
        let digits = String(hundredThousandths.magnitude)
        let padded = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        return "\(hundredThousandths < 0 ? "-" : "")\(padded.dropLast(5)).\(padded.suffix(5))"
    }
}

extension StreetAddress {
    /// The address as the table keeps it, members that are missing left out.
    var kept: JSON {
        let parts = [
            ("country", country), ("house_number", houseNumber), ("postcode", postcode), ("street", street),
            ("text", text), ("town", town),
        ]
        return .object(parts.compactMap { name, part in part.map { JSON.Member(name, .string($0)) } })
    }

    /// Reads what ``kept`` writes; `nil` for `null`.
    /// - Throws: `LogbookError` with `damaged`.
    init?(kept text: String) throws {
        let value = try JSON(parsing: Array(text.utf8))
        if value == .null { return nil }
        guard let whole = value["text"]?.string else {
            throw LogbookError(.damaged, "An address that was kept has no text; remove it from logbook_addresses.")
        }
        self.init(
            street: value["street"]?.string, houseNumber: value["house_number"]?.string,
            postcode: value["postcode"]?.string, town: value["town"]?.string, country: value["country"]?.string,
            text: whole)
    }
}
