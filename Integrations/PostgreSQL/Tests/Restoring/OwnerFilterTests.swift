// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import PostgreSQL

@Suite("Leaving owners out of a plain dump")
struct OwnerFilterTests {
    private func filtered(_ text: String, _ size: Int) -> String {
        var filter = OwnerFilter()
        var passed: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            passed += rest.prefix(size).withUnsafeBytes { filter.pass($0) }
            rest = rest.dropFirst(size)
        }
        return String(decoding: passed + filter.finish(), as: UTF8.self)
    }

    @Test("statements about owners and rights go, all else stays as it was", arguments: [1, 2, 7, 64, 100_000])
    func filters(size: Int) {
        let gone = [
            "ALTER FUNCTION public.trap() OWNER TO \"Odd \"\"role\";", "ALTER TABLE public.orders OWNER TO shopkeeper;",
            "REVOKE ALL ON TABLE public.orders FROM shopkeeper;",
            "GRANT SELECT,INSERT ON TABLE public.orders TO clerk WITH GRANT OPTION;",
            "GRANT SELECT ON TABLE public.orders TO PUBLIC;",
            "ALTER DEFAULT PRIVILEGES FOR ROLE giver IN SCHEMA public GRANT SELECT ON TABLES  TO taker;",
        ]
        let lines = DumpTexts.plain.split(separator: "\n").map(String.init)
        let kept = lines.filter { !gone.contains($0) }
        #expect(kept.count == lines.count - gone.count)
        #expect(filtered(DumpTexts.plain, size).split(separator: "\n").map(String.init) == kept)
        #expect(filtered(DumpTexts.inserts, size) == DumpTexts.inserts)
    }

    @Test("a statement of any length goes through, and the next one is looked at again")
    func long() {
        let long = "ALTER TABLE a ADD CHECK (b <> '" + String(repeating: "x", count: 600_000) + "');"
        let text = long + "\nGRANT SELECT ON a TO b;\nSELECT 1;\n"
        #expect(filtered(text, 1000) == long + "\nSELECT 1;\n")
    }
}
