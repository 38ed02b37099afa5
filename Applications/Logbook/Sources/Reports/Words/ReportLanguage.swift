// SPDX-License-Identifier: Apache-2.0

/// The language of a report. German is for the Fahrtenbuch, whose columns have German names in every language.
package enum ReportLanguage: String, Sendable, Hashable, CaseIterable {
    case english = "en", dutch = "nl", german = "de", thai = "th"
}

/// The same words in each language.
struct Term: Sendable, Hashable {
    private let english: String
    private let dutch: String
    private let thai: String
    private let german: String

    /// - Parameter german: English when `nil`, as for what stands on a person's page and on no German document.
    init(_ english: String, _ dutch: String, _ thai: String, german: String? = nil) {
        self.english = english
        self.dutch = dutch
        self.thai = thai
        self.german = german ?? english
    }

    func text(_ language: ReportLanguage) -> String {
        switch language {
        case .english: english
        case .dutch: dutch
        case .german: german
        case .thai: thai
        }
    }
}
