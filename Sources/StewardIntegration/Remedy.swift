// SPDX-License-Identifier: Apache-2.0
public import StewardCore

/// What one kind of failure means with this service, and what to do about it: the README's troubleshooting as data.
public struct Remedy: Sendable, Hashable {
    /// The kinds of failure that it is about.
    public let codes: [IntegrationError.Code]
    /// What it means here and what to do, in a few plain sentences. Between back quotes stands what is typed or read as
    /// code.
    public let text: String

    /// Describes what repairs these kinds of failure.
    public init(_ codes: IntegrationError.Code..., text: String) {
        self.codes = codes
        self.text = text
    }
}

extension Manifest {
    /// What repairs this kind of failure; `nil` when the integration says nothing about it.
    public func remedy(for code: IntegrationError.Code) -> Remedy? {
        remedies.first { $0.codes.contains(code) }
    }
}
