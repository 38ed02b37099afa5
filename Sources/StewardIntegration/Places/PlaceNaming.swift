// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// Says which address is at a point (reverse geocoding).
public protocol PlaceNaming: Sendable {
    /// The nearest address.
    /// - Parameters:
    ///   - position: any place on earth.
    ///   - language: a tag of BCP 47, as `nl`, in which names are wanted; the service may answer in another.
    /// - Returns: `nil` when the service knows no address there, as at sea: an expected answer.
    /// - Throws: `IntegrationError`; `invalidRequest` for what is no language.
    func address(at position: Position, language: String) async throws -> StreetAddress?
}

/// A street address as a tax office wants it.
public struct StreetAddress: Sendable, Hashable {
    /// Street or road.
    public let street: String?
    /// House number with its additions, as `12-A`.
    public let houseNumber: String?
    /// Postal code.
    public let postcode: String?
    /// City, town or village.
    public let town: String?
    /// The country's two letters of ISO 3166-1, upper case.
    public let country: String?
    /// The whole address as the service writes it.
    public let text: String

    /// Makes an address; empty parts count as missing.
    public init(
        street: String? = nil, houseNumber: String? = nil, postcode: String? = nil, town: String? = nil,
        country: String? = nil, text: String
    ) {
        func some(_ part: String?) -> String? { part.flatMap { $0.isEmpty ? nil : $0 } }
        self.street = some(street)
        self.houseNumber = some(houseNumber)
        self.postcode = some(postcode)
        self.town = some(town)
        self.country = some(country)?.uppercased()
        self.text = text
    }
}
