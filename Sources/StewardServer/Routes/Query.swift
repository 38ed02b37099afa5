// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// What may stand behind the `?` of an address.
struct Query: Sendable {
    let name: String
    let purpose: String
    let schema: Schema
    /// Whether nothing is answered without it.
    let isRequired: Bool

    /// Characters that a value has at most, where nothing else is said. An address has to stay shorter than servers and
    /// proxies take.
    static let most = 300

    init(_ name: String, _ purpose: String, _ schema: Schema = .string(most: most), isRequired: Bool = false) {
        self.name = name
        self.purpose = purpose
        self.schema = schema
        self.isRequired = isRequired
    }

    /// What it takes, with what no address can hold left out.
    var described: Schema {
        guard case .string(var text) = schema.kind, text.values.isEmpty, text.form == nil else { return schema }
        text.form = TextForm(pattern: TextForm.withoutNUL, sentence: "a text without the character NUL")
        var schema = schema
        schema.kind = .string(text)
        return schema
    }

    /// One sentence about a value that is not taken; `nil` for one that is.
    func complaint(about value: String) -> String? {
        schema.refusal(of: value).map { "“\(name)” takes \($0)." }
    }
}

extension Schema {
    /// What is taken instead of a text from an address or a form; `nil` when the text is taken.
    func refusal(of value: String) -> String? {
        switch kind {
        case .string(let text):
            if !text.values.isEmpty, !text.values.contains(value) {
                return "one of: " + text.values.joined(separator: ", ")
            }
            if let form = text.form, !form.matches(value) { return form.sentence }
            let length = value.unicodeScalars.count
            if let least = text.least, length < least { return "at least \(least) characters" }
            if let most = text.most, length > most { return "at most \(most) characters" }
            return nil
        case .integer(let least, let most):
            guard let number = Int64(value), "\(number)" == value, number >= least ?? .min, number <= most ?? .max
            else { return "a whole number" + Self.range(least, most) }
            return nil
        case .number(let least, let most):
            guard let number = Double(value), number.isFinite, number >= least ?? number, number <= most ?? number
            else { return "a number" + Self.range(least, most) }
            return nil
        case .boolean: return value == "true" || value == "false" ? nil : "true or false"
        case .named(_, let schema): return schema.refusal(of: value)
        case .object, .map, .array, .either, .anything: return nil
        }
    }

    private static func range<Number>(_ least: Number?, _ most: Number?) -> String {
        switch (least, most) {
        case (nil, nil): ""
        case (let least?, nil): " from \(least)"
        case (nil, let most?): " up to \(most)"
        case (let least?, let most?): " from \(least) to \(most)"
        }
    }
}
