// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardTestKit
import Testing

@testable import StewardStore

@Suite("Parameters in a statement's text")
struct SQLTextTests {
    @Test(
        "A parameter is rewritten outside literals, names and comments only",
        arguments: [
            ("SELECT $1", "SELECT ?1", 1),
            ("SELECT '$1', $2", "SELECT '$1', ?2", 2),
            ("SELECT 'it''s $1' || $3", "SELECT 'it''s $1' || ?3", 3),
            ("SELECT \"a$1\" FROM t -- $2\nWHERE x=$1", "SELECT \"a$1\" FROM t -- $2\nWHERE x=?1", 1),
            ("SELECT /* $1 */ price$1, $10", "SELECT /* $1 */ price$1, ?10", 10),
            ("SELECT '$1", "SELECT '$1", 0),
            ("SELECT '฿$1'||$1", "SELECT '฿$1'||?1", 1),
        ])
    func rewrites(text: String, wanted: String, count: Int) {
        let result = SQLText(text)
        #expect(result.sqlite == wanted)
        #expect(result.parameterCount == count)
    }

    @Test("However pieces follow each other, only the parameters change")
    func property() {
        var random = SeededGenerator(seed: 2_569)
        let plain = [
            " ", "\n", "SELECT", "(", ",", "=", "||", "'x'", "'$1'", "'it''s $2'", "\"n$1\"", "-- $3\n", "/* $4 */",
            "a$5",
            "ก$1", "::", "<", "/", "-", "1", "$", "$$", "''", "\"\"",
        ]
        for _ in 0..<5_000 {
            var (text, wanted, highest) = ("", "", 0)
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                if Bool.random(using: &random) {
                    let number = Int.random(in: 1...12, using: &random)
                    // A blank on both sides keeps the piece before from being a name or a comment's first half.
                    (text, wanted, highest) = (text + " $\(number) ", wanted + " ?\(number) ", max(highest, number))
                } else if let piece = plain.randomElement(using: &random) {
                    (text, wanted) = (text + " " + piece + " ", wanted + " " + piece + " ")
                }
            }
            let result = SQLText(text)
            #expect(result.sqlite == wanted)
            #expect(result.parameterCount == highest)
        }
    }

    @Test("Any bytes are read without a crash, and text without a dollar sign is left as it is")
    func fuzz() {
        var random = SeededGenerator(seed: 7)
        let alphabet = Array("'\"-/*?;a1 \n\\")
        for _ in 0..<5_000 {
            let text = String(
                (0..<Int.random(in: 0...30, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) })
            #expect(SQLText(text).sqlite == text)
            _ = SQLText(text.replacingOccurrences(of: "a", with: "$1"))
        }
    }
}
