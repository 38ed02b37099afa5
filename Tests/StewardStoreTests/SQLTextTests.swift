// SPDX-License-Identifier: Apache-2.0
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
}
