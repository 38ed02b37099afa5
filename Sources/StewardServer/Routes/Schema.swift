// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardJobs

/// What a JSON value may be, and what it means: the part of JSON Schema (2020-12, as OpenAPI 3.1 has it) that the
/// addresses of this server need. Objects have the members that are named and no others.
struct Schema: Sendable {
    indirect enum Kind: Sendable {
        case object([Member])
        /// Members of any name, all of one kind.
        case map(Schema)
        case array(Schema, most: Int?)
        case string(Text)
        case integer(least: Int64?, most: Int64?)
        case number(least: Double?, most: Double?)
        case boolean
        /// One of several.
        case either([Schema])
        /// Any value at all: what a job gave, what a service keeps.
        case anything
        /// A schema with a name of its own under `components`.
        case named(String, Schema)
    }

    /// One member of an object.
    struct Member: Sendable {
        let name: String
        let schema: Schema
        let isRequired: Bool

        /// A member that is always there.
        static func required(_ name: String, _ schema: Schema, _ meaning: String) -> Member {
            Member(name: name, schema: schema.meaning(meaning), isRequired: true)
        }
        /// A member that is left out where it has no value.
        static func optional(_ name: String, _ schema: Schema, _ meaning: String) -> Member {
            Member(name: name, schema: schema.meaning(meaning), isRequired: false)
        }
    }

    /// What a text may be.
    struct Text: Sendable {
        /// The only ones that may be; none: any.
        var values: [String] = []
        var form: TextForm?
        /// Characters.
        var least: Int?
        var most: Int?
    }

    var kind: Kind
    /// Whether `null` stands for “there is none”.
    var isNullable = false
    /// What it is, with its unit.
    var meaning: String?
    /// What is taken when it is left out.
    var standard: JSON?

    private init(_ kind: Kind) { self.kind = kind }

    static func object(_ members: [Member]) -> Schema { Schema(.object(members)) }
    static func map(of values: Schema) -> Schema { Schema(.map(values)) }
    static func array(of elements: Schema, most: Int? = nil) -> Schema { Schema(.array(elements, most: most)) }
    static func string(least: Int? = nil, most: Int? = nil) -> Schema {
        Schema(.string(Text(least: least, most: most)))
    }
    static func string(_ form: TextForm) -> Schema { Schema(.string(Text(form: form))) }
    static func one(of values: [String]) -> Schema { Schema(.string(Text(values: values))) }
    static func one<Value: CaseIterable & RawRepresentable<String>>(of type: Value.Type) -> Schema {
        one(of: type.allCases.map(\.rawValue))
    }
    static func integer(min: Int64? = nil, max: Int64? = nil) -> Schema { Schema(.integer(least: min, most: max)) }
    static func number(min: Double? = nil, max: Double? = nil) -> Schema { Schema(.number(least: min, most: max)) }
    static func either(_ schemas: [Schema]) -> Schema { Schema(.either(schemas)) }
    static func named(_ name: String, _ schema: Schema) -> Schema { Schema(.named(name, schema)) }
    static let boolean = Schema(.boolean)
    static let anything = Schema(.anything)
    /// Things or bytes counted.
    static let count = Schema.integer(min: 0)
    static let text = Schema.string()
    static let time = Schema.string(.time)

    /// The same, or `null`.
    var orNull: Schema { with { $0.isNullable = true } }
    func meaning(_ text: String) -> Schema { with { $0.meaning = text } }
    func standard(_ value: JSON) -> Schema { with { $0.standard = value } }

    /// Whether nothing at all is not enough for it.
    var needsMembers: Bool {
        switch kind {
        case .object(let members): members.contains(where: \.isRequired)
        case .either(let schemas): schemas.allSatisfy(\.needsMembers)
        case .named(_, let schema): schema.needsMembers
        default: false
        }
    }

    /// The same object with more members.
    func adding(_ more: [Member]) -> Schema {
        switch kind {
        case .object(let members): with { $0.kind = .object(members + more) }
        case .named(_, let schema): schema.adding(more)
        default: self
        }
    }

    private func with(_ change: (inout Schema) -> Void) -> Schema {
        var copy = self
        change(&copy)
        return copy
    }
}

/// The form of a text, for programs as a pattern and for people as a sentence.
struct TextForm: Sendable {
    /// JSON Schema's `format`, where there is one.
    var format: String?
    /// A regular expression (ECMA-262) that the whole text matches.
    let pattern: String
    /// What it is, after “takes”.
    let sentence: String
    /// What the pattern cannot tell: the 31st of February.
    var isReal: @Sendable (String) -> Bool = { _ in true }

    /// The pattern of what an address can hold.
    static let withoutNUL = "^[^\\u0000]*$"

    static let time = TextForm(
        format: "date-time", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?Z$",
        sentence: "a time in UTC, as 2026-11-21T08:30:00Z")
    static let day = TextForm(
        format: "date", pattern: "^(19[7-9][0-9]|20[0-9]{2}|21[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
        sentence: "a day that there is, as 2026-11-21", isReal: { LocalDay($0) != nil })
    static let month = TextForm(
        pattern: "^(19[7-9][0-9]|20[0-9]{2}|21[0-9]{2})-(0[1-9]|1[0-2])$", sentence: "a month, as 2026-11",
        isReal: { CalendarMonth($0) != nil })
    /// Where a part of something at a service begins, as the service says it.
    static let servicePlace = TextForm(pattern: "^[!-~]{1,2000}$", sentence: "the “next” of the part before")
    /// Where a page of the list of jobs begins.
    static let jobPlace = TextForm(
        pattern: "^[0-9]{1,16}-[0-9a-z]{1,40}$", sentence: "the “next” of the page before")
    static let sha256 = TextForm(pattern: "^[0-9a-f]{64}$", sentence: "a SHA-256 as 64 hexadecimal digits")
    static let md5 = TextForm(pattern: "^[0-9a-f]{32}$", sentence: "an MD5 as 32 hexadecimal digits")
    static let area = TextForm(
        pattern: "^[0-9]{2}_[0-9]{1,2}$", sentence: "a constituency as province and number, as 10_1")

    /// Whether a text has this form.
    func matches(_ text: String) -> Bool {
        guard let expression = try? Regex(pattern) else { return false }
        return (try? expression.wholeMatch(in: text)) != nil && isReal(text)
    }
}
