// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardLedger
import StewardStore
import StewardTestKit
import Testing

@testable import Logbook

@Suite struct SaidEntryTests {
    @Test func `the kind of an entry is found in its line, whatever its actor and payload say`() async throws {
        try await KeeperBench.with(.sqlite) { bench in
            let book = Logbook.book(vehicle: "k3f9x2m7qa")
            let texts = ["", "a", #","kind":"logbook.void""#, #"\","kind":"#, String(repeating: "\"", count: 256)]
            let drafts = texts.enumerated().map { number, text in
                EntryDraft(
                    kind: "logbook.kind-\(number)", actor: text.isEmpty ? "x" : text,
                    payload: ["kind": "logbook.void", "text": .string(text)])
            }
            _ = try await bench.logbook.ledger.append(drafts, to: book)
            let lines = try await bench.logbook.ledger.lines(in: book, from: 0, limit: 10).lines
            #expect(lines.map { SaidEntry.kind(of: $0) } == drafts.map(\.kind))
        }
    }

    @Test(arguments: ["", "{", #","kind":""#, "{}", #"{"kind":"logbook.void"}"#, String(repeating: "k", count: 9_000)])
    func `a line without a kind in its place has none`(_ line: String) {
        #expect(SaidEntry.kind(of: Array(line.utf8)).isEmpty)
    }
}
