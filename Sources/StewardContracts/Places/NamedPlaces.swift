// SPDX-License-Identifier: Apache-2.0
public import StewardCore
public import StewardIntegration

/// Places and their addresses in a simulator, as the contract of naming places must find them.
public struct NamedPlaces: Sendable {
    /// A place with a full address: street, house number, postal code, town, country.
    public let known: Position
    /// The address there in ``language``; its `text` is not compared.
    public let address: StreetAddress
    /// The language of ``address``, a tag of BCP 47.
    public let language: String
    /// Another language, in which a part of the address reads differently; `nil` when the service has one only.
    public let otherLanguage: String?
    /// A place where the service knows no address, as at sea.
    public let nowhere: Position

    /// Describes places.
    public init(
        known: Position, address: StreetAddress, language: String, otherLanguage: String? = nil, nowhere: Position
    ) {
        self.known = known
        self.address = address
        self.language = language
        self.otherLanguage = otherLanguage
        self.nowhere = nowhere
    }
}
