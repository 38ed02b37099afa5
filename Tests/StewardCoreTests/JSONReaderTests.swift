// SPDX-License-Identifier: Apache-2.0

import StewardCore
import Testing

@Suite("The JSON reader")
struct JSONReaderTests {
    static let accepted = [
        "null", " true ", "false", "0", "-0", "-0.0", "1e2", "1E+2", "1.5e-7", "[]", "{}", "[ ]", "{ }", "\"\"",
        "[1,2,[3,[4]],{}]", #"{"a":1,"b":{"a":2}}"#, #""\u0041\n\/\b\f\r\t\"\\""#, #""\uD83D\uDE00""#, "\"ผู้สมัคร\"",
        "\"😀\"", "\"\u{7F}\"", "\t\r\n[\t1\r,\n2 ]", #"{"":0}"#, "123456789012345678901234567890", "1e-400",
        #"["\u0000"]"#, "-9223372036854775808", "[[[[[[[[]]]]]]]]", "{\"\u{E9}\":1,\"e\u{301}\":2}",
    ]
    @Test("accepts what RFC 8259 allows, however it is laid out", arguments: accepted)
    func accepts(_ text: String) throws {
        _ = try JSON(parsing: Array(text.utf8))
        try JSONReader.read(Array(text.utf8)) { reader throws(JSONError) in try reader.skipValue() }
    }

    static let refused: [(String, JSONError.Code)] = [
        ("", .truncated), (" ", .truncated), ("[", .truncated), ("{", .truncated), ("[1", .truncated),
        ("[1,", .truncated), ("{\"a\"", .truncated), ("{\"a\":", .truncated), ("{\"a\":1", .truncated),
        ("{\"a\":1,", .truncated), ("\"abc", .truncated), ("\"\\", .truncated), ("\"\\u12", .truncated),
        ("tru", .truncated), ("-", .truncated), ("1.", .truncated), ("1e", .truncated), ("1e+", .truncated),
        ("[1,]", .syntax), ("[,1]", .syntax), ("[1 2]", .syntax), ("{\"a\":1,}", .syntax), ("{,}", .syntax),
        ("{a:1}", .syntax), ("{'a':1}", .syntax), ("{\"a\" 1}", .syntax), ("{\"a\":}", .syntax), ("[1}", .syntax),
        ("{\"a\":1]", .syntax), ("]", .syntax), ("}", .syntax), (",", .syntax), ("01", .syntax), ("-01", .syntax),
        ("00", .syntax), ("+1", .syntax), (".5", .syntax), ("1.e2", .syntax), ("0x10", .syntax), ("1a", .syntax),
        ("NaN", .syntax), ("Infinity", .syntax), ("-Infinity", .syntax), ("True", .syntax), ("nul", .truncated),
        ("nulL", .syntax), ("truefalse", .syntax), ("1 2", .syntax), ("{}[]", .syntax), ("[] x", .syntax),
        ("\"\t\"", .syntax), ("\"\n\"", .syntax), ("\"\u{0}\"", .syntax), ("\"\\x41\"", .syntax),
        ("\"\\u00g0\"", .syntax), ("\"\\'\"", .syntax), ("/* c */1", .syntax), ("1 // c", .syntax),
        ("\u{FEFF}1", .syntax), ("\u{A0}1", .syntax), ("\u{B}1", .syntax), ("๓", .syntax),
        ("\"\\uD800\"", .invalidUTF8), ("\"\\uDC00\"", .invalidUTF8), ("\"\\uD800\\u0041\"", .invalidUTF8),
        ("\"\\uD800x\"", .invalidUTF8), ("\"\\uD800\\", .invalidUTF8), ("1e999", .outOfRange),
        ("{\"a\":1,\"a\":2}", .duplicateKey), (#"{"a":1,"\u0061":2}"#, .duplicateKey),
    ]
    @Test("refuses what RFC 8259 forbids, and says why", arguments: refused)
    func refuses(_ text: String, _ code: JSONError.Code) throws {
        let error = try #require(throws: JSONError.self) { try JSON(parsing: Array(text.utf8)) }
        #expect(error.code == code, "\(error)")
        #expect(error.offset != nil && error.line != nil && error.message.hasSuffix("."))
    }

    @Test(
        "refuses bytes that are not UTF-8, inside values and keys",
        arguments: [
            [0x80], [0xFF], [0xC3], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xE0, 0xB8],
            [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE0, 0xB8, 0x41],
            [0xF0, 0x9F, 0x98], [0xF0, 0x9F, 0x98, 0x41],
        ] as [[UInt8]])
    func refusesWrongUTF8(_ wrong: [UInt8]) throws {
        let quote = UInt8(ascii: "\"")
        for text in [[quote] + wrong + [quote], Array("{\"k".utf8) + wrong + Array("\":1}".utf8)] {
            let error = try #require(throws: JSONError.self) { try JSON(parsing: text) }
            #expect(error.code == .invalidUTF8)
            let skipped = try #require(throws: JSONError.self) {
                try JSONReader.read(text) { reader throws(JSONError) in try reader.skipValue() }
            }
            #expect(skipped.code == .invalidUTF8)
        }
    }

    @Test("names line, column and path of a fault")
    func place() throws {
        let text = "{\n  \"results\": [\n    {\"votes\": 1},\n    {\"ชื่อ\": 2, \"votes\": x}\n  ]\n}"
        let error = try #require(throws: JSONError.self) { try JSON(parsing: Array(text.utf8)) }
        #expect(error.line == 4)
        #expect(error.column == 26)
        #expect(error.path == "results[1].votes")
        #expect(error.offset == Array(text.utf8).firstIndex(of: UInt8(ascii: "x")))
        #expect(error.description == "line 4, column 26 (results[1].votes): \(error.message)")
    }

    @Test("a caller's own error stands at the value that was read last")
    func callersError() throws {
        let error = try #require(throws: JSONError.self) {
            try JSONReader.read(Array("[10,\n -5]".utf8)) { reader throws(JSONError) in
                try reader.readArray { reader throws(JSONError) in
                    if try reader.readInt() < 0 { throw reader.error(.invalidValue, "Votes cannot be negative.") }
                }
            }
        }
        #expect(error == JSONError(.invalidValue, "another sentence"))
        #expect(error.line == 2 && error.column == 2 && error.path == "[1]")
    }

    @Test("gives values in order, integers apart from other numbers")
    func values() throws {
        let text = #"{"z":[1,5.0,1e2,-0,1.5,9007199254740991,9007199254740992],"a":{"t":"é\n😀","n":null,"b":true}}"#
        let value = try JSON(parsing: Array(text.utf8))
        let numbers: JSON = [
            1, 5, 100, 0, .number(1.5), .integer(9_007_199_254_740_991), .number(9_007_199_254_740_992),
        ]
        #expect(value == ["z": numbers, "a": ["t": "é\n😀", "n": nil, "b": true]])
    }

    @Test("keys need no text of their own, long ones and escaped ones included")
    func keys() throws {
        let long = String(repeating: "k", count: 40)
        let text = #"{"votes":1,"party_number_that_is_32_bytes_lon":2,"\#(long)":3,"\u0076ote":4,"":5,"x":6}"#
        let found = try JSONReader.read(Array(text.utf8)) { reader throws(JSONError) in
            var found: [String] = []
            try reader.readObject { key, reader throws(JSONError) in
                switch key {
                case "vote": found.append("vote \(try reader.readInt())")
                case "votes": found.append("votes \(try reader.readInt())")
                case "party_number_that_is_32_bytes_lon": found.append("32 \(try reader.readInt())")
                case "x": found.append("x \(try reader.readInt())")
                case "": found.append("empty \(try reader.readInt())")
                default: found.append("\(key.text.utf8.count) \(try reader.readInt())")
                }
            }
            return found
        }
        #expect(found == ["votes 1", "32 2", "40 3", "vote 4", "empty 5", "x 6"])
    }

    @Test("finds a duplicate in an object of any size", arguments: [2, 31, 32, 33, 34, 500, 20_000])
    func duplicates(_ count: Int) throws {
        let members = (0..<count).map { "\"key\($0)\":{\"x\":\($0)}" }
        let unique = "{" + members.joined(separator: ",") + "}"
        #expect(try JSON(parsing: Array(unique.utf8)).members?.count == count)
        let twice = "{" + (members + ["\"key\(count / 2)\":1"]).joined(separator: ",") + "}"
        let error = try #require(throws: JSONError.self) { try JSON(parsing: Array(twice.utf8)) }
        #expect(error.code == .duplicateKey && error.message.contains("key\(count / 2)"))
    }

    @Test("what is not read is skipped, and checked all the same")
    func skipping() throws {
        func first(_ text: String) throws -> Int {
            try JSONReader.read(Array(text.utf8)) { reader throws(JSONError) in
                try reader.beginArray()
                _ = try reader.nextElement()
                return try reader.readInt()
            }
        }
        #expect(try first("[7,{\"a\":[1,2]},[]]") == 7)
        #expect(throws: JSONError(.truncated, "")) { try first("[7,{\"a\":[1,2]") }
        #expect(throws: JSONError(.syntax, "")) { try first("[7,{\"a\":[1,2,]}]") }
        #expect(throws: JSONError(.duplicateKey, "")) { try first(#"[7,{"a":1,"a":1}]"#) }
    }

    @Test("asking for what cannot be there is an error, not a crash")
    func misuse() {
        #expect(throws: JSONError(.misuse, "")) {
            try JSONReader.read(Array("[1]".utf8)) { reader throws(JSONError) in
                try reader.beginArray()
                _ = try reader.readInt()
            }
        }
        #expect(throws: JSONError(.misuse, "")) {
            try JSONReader.read(Array("[1]".utf8)) { reader throws(JSONError) in
                try reader.beginArray()
                _ = try reader.nextKey()
            }
        }
        #expect(throws: JSONError(.misuse, "")) {
            try JSONReader.read(Array("1".utf8)) { reader throws(JSONError) in
                _ = try reader.readInt()
                _ = try reader.readInt()
            }
        }
        #expect(throws: JSONError(.wrongType, "")) {
            try JSONReader.read(Array("\"1\"".utf8)) { reader throws(JSONError) in try reader.readInt() }
        }
    }
}
