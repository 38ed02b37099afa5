// SPDX-License-Identifier: Apache-2.0
import StewardCore
import Tally
import Testing

@testable import StewardServer

@Suite("Choosing constituencies and findings")
struct AreaFilterTests {
    @Test("an address says again what it said, in one order")
    func roundTrip() {
        let queries = [
            "", "?state=critical", "?region=south&province=90", "?ballot=party_list&winner=1",
            "?state=missing&q=%E0%B9%80%E0%B8%8A%E0%B8%B5%E0%B8%A2%E0%B8%87%207&order=closest&from=50",
        ]
        for query in queries {
            let filter = AreaFilter(FormData(parsing: String(query.dropFirst())))
            #expect(filter.query == query)
            #expect(filter.isOff == query.isEmpty)
        }
        let mixed = AreaFilter(FormData(parsing: "q=a+b&state=low"))
        #expect(mixed.text == "a b")
        #expect(mixed.query == "?state=low&q=a%20b")
    }

    @Test(
        "what makes no sense is as good as nothing",
        arguments: [
            "state=dreadful", "region=atlantis", "province=-1", "province=99999999999999999999",
            "province=x",
            "ballot=both", "winner=yes", "order=random", "from=-5", "from=NaN", "q=%20%20", "q", "&&&",
            "=", "%zz",
            "state=critical%00", "winner=1%27--", "from=1e9", "province=0",
        ])
    func nonsense(query: String) {
        #expect(AreaFilter(FormData(parsing: query)) == AreaFilter())
        #expect(FindingsFilter(FormData(parsing: query)).isOff)
    }

    @Test("a search of any length is cut, and markup in it stays text")
    func longest() {
        let long = String(repeating: "ก", count: 4000)
        #expect(
            AreaFilter(FormData(parsing: "q=\(HTML.pathComponent(long))")).text.count
                == AreaFilter.longest)
        let filter = AreaFilter(FormData(parsing: "q=%3Cscript%3E%22"))
        #expect(filter.text == "<script>\"")
        #expect(filter.query == "?q=%3Cscript%3E%22")
        let far = AreaFilter(FormData(parsing: "from=999999999999"))
        #expect(far.first == 1_000_000)
    }

    @Test("findings are asked for by six things and a search")
    func findings() {
        let query =
            "?severity=high&family=feed&rule=below-feed&province=10&status=confirmed&consequence=margin-only"
            + "&q=x&from=50"
        #expect(FindingsFilter(FormData(parsing: String(query.dropFirst()))).query == query)
        // What waits for a second person is shown as open; asking for it would tell.
        for hidden in ["awaiting-second", "disputed"] {
            #expect(FindingsFilter(FormData(parsing: "status=\(hidden)")).status == nil)
        }
    }

    @Test("pages of a list never begin after its end")
    func pages() {
        #expect(ListPages(count: 0, first: 500, length: 50).range == 0..<0)
        #expect(ListPages(count: 400, first: 0, length: 50).range == 0..<50)
        #expect(ListPages(count: 401, first: 1_000_000, length: 50).range == 400..<401)
        #expect(ListPages(count: 400, first: 400, length: 50).range == 350..<400)
    }
}
