// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Testing

@testable import Backups

@Suite("Questions to a restored database, as people write them")
struct QuestionTextTests {
    private typealias Question = ProofRule.Question

    @Test("a statement that must give true, a value or so many, for every database or for one")
    func statements() {
        let plain = Question(statement: "SELECT count(*) > 3 FROM a;")
        #expect(plain?.statement == "SELECT count(*) > 3 FROM a" && plain?.expectation == .equals("true"))
        let one = Question(statement: "billing: SELECT max(n)::text FROM b => 12")
        #expect(one?.statement == "SELECT max(n)::text FROM b" && one?.expectation == .equals("12"))
        #expect(one?.concerns("billing") == true && one?.concerns("shop") == false)
        #expect(Question(statement: "SELECT 'a: b'")?.database == nil)
        #expect(Question(statement: "SELECT f(a => 1) => 2")?.statement == "SELECT f(a => 1)")
        #expect(Question(statement: "SELECT count(*) FROM a => >= 5")?.expectation == .atLeast(5))
        for wrong in [" ; ", " => 3", "SELECT 1 => >= many"] { #expect(Question(statement: wrong) == nil) }
    }

    @Test("the newest value of a column and how old it may be")
    func newest() {
        let orders = Question(newest: "orders.made_at=26h")
        #expect(orders?.statement == "SELECT max(\"made_at\") FROM \"orders\"")
        #expect(orders?.expectation == .withinHours(26))
        let places = Question(newest: "timeline: public.Loc\"s.timestamp=2d")
        #expect(places?.database == "timeline" && places?.expectation == .withinHours(48))
        #expect(places?.statement == "SELECT max(\"timestamp\") FROM \"public\".\"Loc\"\"s\"")
        for wrong in ["orders=2h", "orders.at", "orders.at=0s", "orders.at=59m", "a.b.c.d=1h", ".at=1h"] {
            #expect(Question(newest: wrong) == nil)
        }
    }
}
