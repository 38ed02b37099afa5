// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Tally

private enum Python {
    static let place = ["/usr/bin/python3", "/usr/local/bin/python3"].map { URL(filePath: $0) }
        .first { FileManager.default.isExecutableFile(atPath: $0.path) }
}

@Suite struct AuditSampleTests {
    private static let names = (1...300).map { "10_\($0)~constituency~6-1~steward@ครั้งที่\($0 % 7)" }

    @Test("the sample follows from the names and the seed, not from the names' order")
    func repeatable() {
        let one = AuditSample(of: Self.names, size: 20, seed: "2 6 5 1 3")
        var random = SplitMix64(seed: 1)
        let again = AuditSample(of: Self.names.shuffled(using: &random), size: 20, seed: "2 6 5 1 3")
        #expect(one == again)
        #expect(Set(one.names).count == 20)
        #expect(one.names != AuditSample(of: Self.names, size: 20, seed: "2 6 5 1 4").names)
        #expect(AuditSample(of: Self.names, size: 30, seed: "2 6 5 1 3").names.starts(with: one.names))
        #expect(Set(AuditSample(of: Self.names, size: 999, seed: "").names) == Set(Self.names))
        #expect(AuditSample(of: [], size: 5, seed: "").names.isEmpty)
    }

    @Test("every form is drawn equally often")
    func uniform() {
        var drawn: [String: Int] = [:]
        for seed in 0..<2_000 {
            for name in AuditSample(of: Self.names.prefix(20), size: 5, seed: "\(seed)").names {
                drawn[name, default: 0] += 1
            }
        }
        // Of 2,000 draws at 1 in 4 the standard deviation is 19.4.
        for name in Self.names.prefix(20) { #expect(abs((drawn[name] ?? 0) - 500) < 90) }
    }

    @Test("the documentation's Python draws the same sample", .enabled(if: Python.place != nil))
    func python() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../../../docs/audit-sample.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let script = try #require(text.components(separatedBy: "```python\n").dropFirst().first)
            .components(separatedBy: "```")[0]
        let manifest = FileManager.default.temporaryDirectory.appending(path: "manifest-\(UUID().uuidString).txt")
        defer { try? FileManager.default.removeItem(at: manifest) }
        try Data(Self.names.map { $0 + "\n" }.joined().utf8).write(to: manifest)
        let process = Process()
        process.executableURL = Python.place
        process.arguments = ["-c", script, manifest.path, "ลูกเต๋า 2 6 5", "17"]
        process.environment = ["PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let sample = AuditSample(of: Self.names, size: 17, seed: "ลูกเต๋า 2 6 5")
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        #expect(lines == [sample.manifest] + sample.names)
    }

    @Test("sizes are those that an error-free sample needs")
    func sizes() {
        #expect(AuditSample.size(population: 100_000, risk: 0.05, tolerable: 0.01) == 299)
        #expect(AuditSample.size(population: 100_000, risk: 0.05, tolerable: 0.001) == 2_995)
        #expect(AuditSample.size(population: 200, risk: 0.05, tolerable: 0.01) == 200)
        #expect(AuditSample.size(population: 0, risk: 0.05, tolerable: 0.01) == 0)
        for population in [50, 299, 5_000] {
            for risk in [0.01, 0.05, 0.1] {
                let size = AuditSample.size(population: population, risk: risk, tolerable: 0.02)
                let taints = [Double](repeating: 0, count: size)
                let bound = AuditBound(taints: taints, population: population, risk: risk, tolerable: 0.02)
                #expect(bound.isReached)
                if size < population {
                    let fewer = AuditBound(
                        taints: Array(taints.dropFirst()), population: population, risk: risk, tolerable: 0.02)
                    #expect(!fewer.isReached)
                }
            }
        }
    }
}

@Suite struct AuditBoundTests {
    @Test("the bound is the product that is documented")
    func formula() {
        let bound = AuditBound(taints: [0, 0.1, 0, 0.25], population: 100, risk: 0.05, tolerable: 0.2)
        #expect(abs(bound.pValue - 0.8 * 0.8 / 0.9 * 0.8 * 0.8 / 0.75) < 1e-12)
        #expect(bound.formsWithErrors == 2)
        #expect(!bound.isReached)
        #expect(AuditBound(taints: [0, 1], population: 100, risk: 0.05, tolerable: 0.2).pValue == 1)
    }

    @Test("when every form was re-read nothing is left to chance")
    func census() {
        #expect(AuditBound(taints: [0, 0, 0.02], population: 3, risk: 0.05, tolerable: 0.01).isReached)
        #expect(!AuditBound(taints: [0, 0, 0.03], population: 3, risk: 0.05, tolerable: 0.01).isReached)
    }

    /// Populations whose mean taint is just what must be excluded, in very different shapes.
    private static let shapes: [[Double]] = [
        // Few forms wholly wrong; many a little; all alike; mixed.
        (0..<500).map { $0 < 10 ? 1 : 0 },
        (0..<500).map { $0 < 100 ? 0.1 : 0 },
        [Double](repeating: 0.02, count: 500),
        (0..<500).map { $0 < 4 ? 1 : $0 < 64 ? 0.1 : 0 },
        (0..<60).map { $0 < 2 ? 0.6 : 0 },
    ]

    @Test("where the forms are as bad as must be excluded, the limit is reached at most as often as the risk says")
    func riskLimit() {
        var random = SplitMix64(seed: 2569)
        for taints in Self.shapes {
            #expect(taints.reduce(0, +) / Double(taints.count) >= 0.02 - 1e-12)
            for (risk, size) in [(0.05, 149), (0.1, 114), (0.2, 40), (0.5, 34), (0.1, 58)] {
                let size = min(size, taints.count - 1)
                let trials = 2_000
                var wrong = 0
                for _ in 0..<trials {
                    let sample = Array(taints.shuffled(using: &random).prefix(size))
                    let bound = AuditBound(
                        taints: sample, population: taints.count, risk: risk, tolerable: 0.02)
                    if bound.isReached { wrong += 1 }
                }
                // Three standard deviations above the risk.
                let limit = risk + 3 * (risk * (1 - risk) / Double(trials)).squareRoot()
                #expect(Double(wrong) / Double(trials) <= limit)
            }
        }
    }

    @Test("where nothing is wrong the limit is reached, and where some is, more forms are needed")
    func power() {
        let clean = AuditBound(
            taints: [Double](repeating: 0, count: 299), population: 9_999, risk: 0.05, tolerable: 0.01)
        #expect(clean.isReached)
        #expect(clean.sentence.contains("within the risk limit of 5 %"))
        let one = AuditBound(
            taints: [1.0 / 15] + [Double](repeating: 0, count: 298), population: 9_999, risk: 0.05, tolerable: 0.01)
        #expect(!one.isReached)
        #expect(one.sentence.contains("does not support a risk limit of 5 %"))
        let more = AuditBound(
            taints: [1.0 / 15] + [Double](repeating: 0, count: 305), population: 9_999, risk: 0.05, tolerable: 0.01)
        #expect(more.isReached)
    }
}

@Suite struct AuditSheetTests {
    private static var forms: [AuditFrame.Form] {
        let election = SmallElection()
        var namer = AuditNamer()
        return election.announcements.map { AuditFrame.Form(name: namer.name($0), document: $0) }
    }
    /// The sheet with the readings filled in.
    private static func filled(_ forms: [AuditFrame.Form], _ change: (String, String, Int) -> Int? = { $2 }) -> String {
        var lines = ["form,cell,value"]
        for form in forms {
            for (place, row) in form.document.rows.enumerated() {
                let value = change(form.name, "row.\(place)", row.votes.number ?? 0)
                lines.append("\(form.name),row.\(place),\(value.map(String.init) ?? "")")
            }
            for (field, reading) in form.document.fields {
                let value = change(form.name, "field.\(field.code)", reading.number ?? 0)
                lines.append("\(form.name),field.\(field.code),\(value.map(String.init) ?? "")")
            }
        }
        return lines.joined(separator: "\r\n")
    }

    @Test("what people entered is compared value by value; what nobody entered counts as wrong")
    func comparing() throws {
        let forms = Self.forms
        let right = try AuditSheet.entries(Array(Self.filled(forms).utf8))
        #expect(AuditBound.compare(forms, with: right).allSatisfy { $0.taint == 0 })
        let first = forms[0].name
        let wrong = try AuditSheet.entries(
            Array(Self.filled(forms) { $0 == first && $1 == "row.1" ? $2 + 1 : $2 }.utf8))
        let compared = AuditBound.compare(forms, with: wrong)[0]
        #expect(compared.wrong == ["row.1"])
        let cells = forms[0].document.rows.count + forms[0].document.fields.count
        #expect(compared.taint == 1 / Double(cells))
        let missing = try AuditSheet.entries(
            Array(Self.filled(forms) { $0 == first && $1 == "field.bad" ? nil : $2 }.utf8))
        #expect(AuditBound.compare(forms, with: missing)[0].taint == 1)
        #expect(AuditBound.compare(forms, with: [:]).allSatisfy { $0.taint == 1 })
    }

    @Test("the sheet has a line for every value and says none of them")
    func blind() throws {
        let forms = Self.forms
        let text = String(decoding: AuditSheet.bytes(forms), as: UTF8.self)
        let lines = text.split(separator: "\r\n")
        let cells = forms.reduce(0) { $0 + $1.document.rows.count + $1.document.fields.count }
        #expect(lines.count == cells + 1)
        #expect(lines.dropFirst().allSatisfy { $0.hasSuffix(",") })
        #expect(try AuditSheet.entries(Array(text.utf8)).isEmpty)
    }

    @Test(
        "what is no filled sheet is refused with a sentence",
        arguments: ["", "a,b\n1,2\n", "form,cell,value\n\"open"])
    func refused(text: String) {
        #expect(throws: TallyError.self) { try AuditSheet.entries(Array(text.utf8)) }
    }

    @Test("forms that people saw, that wait for people or that lack a value are not drawn from")
    func frame() throws {
        let election = SmallElection()
        var documents = election.announcements
        documents[1].rows[0].votes.method = .person
        documents[2].rows[0].votes.value = .unreadable
        documents[3].rows[0].votes.value = .blank
        let frame = try AuditFrame(ElectionState()) { body in for document in documents { try body(document) } }
        #expect(frame.names.count == documents.count - 2)
        #expect(frame.seenByPeople == 1)
        #expect(frame.incomplete == 1)
        #expect(frame.forms == documents.count)
        let twice = try AuditFrame(ElectionState()) { body in
            for document in documents + documents { try body(document) }
        }
        #expect(Set(twice.names).count == twice.names.count)
        let found = try AuditFrame.forms([frame.names[2]]) { body in for document in documents { try body(document) } }
        #expect(found.map(\.name) == [frame.names[2]])
    }
}
