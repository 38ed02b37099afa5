// SPDX-License-Identifier: Apache-2.0
package import Tally

/// A numbered field outside of the table, and where its answer stands. Boxes as in `PageLayout`.
package struct HeaderField: Sendable, Encodable {
    package var field: FormField
    /// The part before the bracket.
    package var digits: PageBox
    /// The part within the brackets; `nil` where the form has none.
    package var words: PageBox?
    /// Typed number words as the text recogniser has them, look by look; `nil` where words are written by hand.
    package var printedWords: [String]?

    private enum CodingKeys: String, CodingKey { case field, digits, words, printedWords }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(String(describing: field), forKey: .field)
        try values.encode(digits, forKey: .digits)
        try values.encodeIfPresent(words, forKey: .words)
        try values.encodeIfPresent(printedWords, forKey: .printedWords)
    }
}
