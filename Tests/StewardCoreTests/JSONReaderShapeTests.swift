// SPDX-License-Identifier: Apache-2.0

import StewardCore
import Testing

/// Objects of one depth mostly have the same keys in the same order, and the reader takes those the quick way.
@Suite("The JSON reader, on objects that follow each other")
struct JSONReaderShapeTests {
    /// The keys of every object in a list, as text.
    private func keys(_ text: String) throws -> [[String]] {
        try JSONReader.read(Array(text.utf8)) { reader throws(JSONError) in
            var all: [[String]] = []
            try reader.readArray { reader throws(JSONError) in
                var keys: [String] = []
                try reader.readObject { key, _ throws(JSONError) in keys.append(key.text) }
                all.append(keys)
            }
            return all
        }
    }

    @Test("gives the keys of every object, whatever those of the one before were")
    func objects() throws {
        let lists: [[String]] = [
            ["a", "b", "c"], ["a", "b", "c"], ["a", "b"], ["a", "b", "c", "d"], ["a", "b", "c", "d"], ["b", "a"], [],
            ["ab", "b"], ["a", "bb"], ["a", "b", "c"], ["party_name_th", "ชื่อ", "ชื่อเต็มของผู้สมัคร", "a"],
            ["party_name_th", "ชื่อ", "ชื่อเต็มของผู้สมัคร", "a"], ["party_name_tx", "ชื่อ"], ["12345678"], ["12345678"],
            ["12345679"], ["123456789"], [String(repeating: "k", count: 32)], [String(repeating: "k", count: 32)],
            [String(repeating: "k", count: 33)], [String(repeating: "k", count: 33)], [""], ["", "a"],
            (0..<40).map { "key\($0)" }, (0..<40).map { "key\($0)" }, (0..<32).map { "key\($0)" },
            (0..<33).map { "key\($0)" },
        ]
        for space in ["", " ", "\r\n\t "] {
            let objects = lists.map { list in
                "{" + space + list.map { "\"\($0)\"\(space):\(space)1" }.joined(separator: "," + space) + space + "}"
            }
            #expect(try keys("[" + objects.joined(separator: "," + space) + "]" + space) == lists)
        }
    }

    @Test("gives keys with escapes as before, and takes no key's text for its escape")
    func escapes() throws {
        let objects = [
            #"{"a\"b":1,"c":2}"#, #"{"a\"b":1,"c":2}"#, #"{"\u0061":1}"#, #"{"a":1}"#, #"{"\u0061":1}"#,
            #"{"a":1,"c\\":1}"#, #"{"a":1,"c\\":1}"#,
        ]
        let expected = [["a\"b", "c"], ["a\"b", "c"], ["a"], ["a"], ["a"], ["a", "c\\"], ["a", "c\\"]]
        #expect(try keys("[" + objects.joined(separator: ",") + "]") == expected)
        // Were the second object's first key taken from the text as it stands, the quote would end it too soon.
        #expect(throws: JSONError(.syntax, "")) { try keys(#"[{"a\"b":1},{"a"b":1}]"#) }
    }

    @Test(
        "refuses a key used twice in any of the objects, and names the place",
        arguments: [
            (#"[{"a":1,"b":2},{"a":1,"a":2}]"#, "[1].a", 24), (#"[{"a":1,"b":2},{"a":1,"b":2,"a":3}]"#, "[1].a", 30),
            (#"[{"a":1,"b":2},{"a":1,"b":2,"b":3}]"#, "[1].b", 30), (#"[{"a":1},{"a":1,"\u0061":2}]"#, "[1].a", 18),
            (#"[{"a":{"x":1}},{"a":{"x":1,"x":2}}]"#, "[1].a.x", 29),
        ])
    func duplicates(_ text: String, _ path: String, _ column: Int) throws {
        let error = try #require(throws: JSONError.self) { try JSON(parsing: Array(text.utf8)) }
        #expect(error.code == .duplicateKey)
        #expect(error.path == path)
        #expect(error.column == column - 1)
    }

    @Test("a text that ends inside a later object is refused at every byte")
    func truncated() {
        let text = Array(#"[{"number":1,"name":"ก"},{"number":2,"name":"ข"}]"#.utf8)
        for end in text.indices {
            #expect(throws: JSONError.self) { try JSON(parsing: Array(text[..<end])) }
        }
        #expect(throws: Never.self) { try JSON(parsing: text) }
    }

    @Test("keys that change from object to object are read too, however many there are")
    func changing() throws {
        let objects = (0..<2_000).map { "{\"k\($0)\":{\"x\($0 % 3)\":\($0)},\"l\":1}" }
        let all = try keys("[" + objects.joined(separator: ",") + "]")
        #expect(all == (0..<2_000).map { ["k\($0)", "l"] })
    }
}
