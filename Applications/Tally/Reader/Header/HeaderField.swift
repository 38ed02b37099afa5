// SPDX-License-Identifier: Apache-2.0
package import Tally

/// A numbered field outside of the table, and where its answer stands. Boxes as in `PageLayout`.
package struct HeaderField: Sendable, Encodable {
    package var field: FormField
    /// The part before the bracket.
    package var digits: PageBox
    /// The part within the brackets; `nil` where the form has none.
    package var words: PageBox?

    private enum CodingKeys: String, CodingKey { case field, digits, words }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(String(describing: field), forKey: .field)
        try values.encode(digits, forKey: .digits)
        try values.encodeIfPresent(words, forKey: .words)
    }
}
