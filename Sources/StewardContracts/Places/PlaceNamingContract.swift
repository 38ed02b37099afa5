// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardHTTP
import StewardIntegration

/// What every integration that names places promises on top of ``IntegrationContract``.
///
/// The subject's ``IntegrationSubject/addresses`` name places in the simulator.
public enum PlaceNamingContract {
    /// Every rule, in the order of the documentation.
    public static var rules: [Rule<IntegrationSubject>] {
        [known, nowhere, otherLanguage, anyLanguage, wholeEarth, plainNumbers]
    }

    private static func bench(
        _ subject: IntegrationSubject, over transport: (any HTTPTransport)? = nil
    ) throws -> (service: any PlaceNaming, places: NamedPlaces) {
        guard let service = try subject.make(over: transport ?? subject.transport) as? any PlaceNaming else {
            throw RuleViolation("\(subject.type) does not conform to PlaceNaming.")
        }
        guard let places = subject.addresses else { throw RuleViolation("The subject names no addresses.") }
        return (service, places)
    }

    static let known = Rule<IntegrationSubject>(
        "place-has-its-parts", "An address has street, house number, postal code, town and country, and a text."
    ) { subject in
        let (service, places) = try bench(subject)
        guard let found = try await service.address(at: places.known, language: places.language) else {
            throw RuleViolation("The known place has no address.")
        }
        let wanted = places.address
        let parts = [
            ("street", found.street, wanted.street), ("house number", found.houseNumber, wanted.houseNumber),
            ("postal code", found.postcode, wanted.postcode), ("town", found.town, wanted.town),
            ("country", found.country, wanted.country),
        ]
        for (name, found, wanted) in parts {
            try expect(wanted?.isEmpty == false, "The subject's address has no \(name).")
            try expect(found == wanted, "The \(name) is “\(found ?? "")”, not “\(wanted ?? "")”.")
        }
        try expect(found.country?.utf8.count == 2, "The country is “\(found.country ?? "")”, not two letters.")
        try expect(!found.text.isEmpty, "The address has no text.")
        let again = try await service.address(at: places.known, language: places.language)
        try expect(again == found, "The same question was answered differently.")
    }

    static let nowhere = Rule<IntegrationSubject>(
        "place-without-an-address-is-nil", "Where the service knows no address there is none, and that is no failure."
    ) { subject in
        let (service, places) = try bench(subject)
        let found = try await service.address(at: places.nowhere, language: places.language)
        try expect(found == nil, "Where no address is, there is “\(found?.text ?? "")”.")
    }

    static let otherLanguage = Rule<IntegrationSubject>(
        "place-speaks-the-language", "Names come in the language that was asked for, where the service has it.",
        exemption: { $0.addresses?.otherLanguage == nil ? "the service has one language" : nil }
    ) { subject in
        let (service, places) = try bench(subject)
        let one = try await service.address(at: places.known, language: places.language)
        let other = try await service.address(at: places.known, language: places.otherLanguage ?? "")
        try expect(other != nil, "In the other language the place has no address.")
        try expect(one != other, "The address is the same in both languages.")
        try expect(one?.country == other?.country, "The country's letters changed with the language.")
    }

    static let anyLanguage = Rule<IntegrationSubject>(
        "place-language-stays-in-its-place",
        "Whatever stands in the language, a request stays one request to the same path, or it is refused unsent."
    ) { subject in
        let languages = ["", "nl&lat=0", "nl#x", "nl en", "nl\r\nX-Other: 1", "ไทย", "%", "zh-Hant-TW", "a/../b?c"]
        for language in languages {
            let watching = WatchingTransport(subject.transport)
            let (service, places) = try bench(subject, over: watching)
            do {
                let found = try await service.address(at: places.known, language: language)
                try expect(found?.postcode == places.address.postcode, "“\(language)” led to another place.")
            } catch let error as IntegrationError {
                let isRefused = error.code == .invalidRequest && watching.calls.isEmpty
                try expect(isRefused, "“\(language)” failed with: \(error)")
            }
        }
    }

    static let wholeEarth = Rule<IntegrationSubject>(
        "place-is-anywhere-on-earth", "Every position may be asked about: the poles, the date line, the origin."
    ) { subject in
        let (service, places) = try bench(subject)
        let numbers = [(90.0, 0.0), (-90, 180), (90, -180), (0, 0), (0, 180), (-0.0, -180)]
        for (latitude, longitude) in numbers {
            guard let position = Position(latitude: latitude, longitude: longitude) else { continue }
            do { _ = try await service.address(at: position, language: places.language) } catch {
                throw RuleViolation("\(latitude), \(longitude) failed with: \(error)")
            }
        }
    }

    static let plainNumbers = Rule<IntegrationSubject>(
        "place-numbers-are-plain", "Coordinates close to zero are sent without an exponent."
    ) { subject in
        let watching = WatchingTransport(subject.transport)
        let (service, places) = try bench(subject, over: watching)
        guard let position = Position(latitude: 1e-7, longitude: -3e-9) else { return }
        _ = try await service.address(at: position, language: places.language)
        try Course.checkNumbers(of: watching)
    }
}
