// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardServer
import Tally

/// `steward tally audit-sample`
struct TallyAuditSampleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit-sample",
        abstract: "Draw accepted forms for people to re-read, and say what their entries prove.",
        discussion: """
            The sample is drawn from the forms whose readings stand without a person. The same seed and forms give the \
            same sample; docs/audit-sample.md shows how to draw it again in ten lines of Python. Write down the list \
            of forms before the seed is known: --manifest writes it.

            steward tally audit-sample --seed "2 6 5 1 3" --risk 5% --sheet sheet.csv
            steward tally audit-sample --seed "2 6 5 1 3" --risk 5% --entries filled.csv

            Exit status 3 when the entries do not support the risk limit.
            """)

    @Option(name: .long, help: "Any text; best made in public, with dice, after the list of forms was published.")
    var seed: String

    @Option(name: .long, help: "The risk limit: the chance of being wrong that is accepted, as 5%.")
    var risk = "5%"

    @Option(name: .long, help: "The share of wrong values that must be excluded, as 1%.")
    var tolerable = "1%"

    @Option(name: .long, help: "Write the names of all forms that could be drawn, a line each.", completion: .file())
    var manifest: String?

    @Option(name: .long, help: "Write a sheet for people to fill in, as CSV.", completion: .file())
    var sheet: String?

    @Option(name: .long, help: "The filled sheet: compares it with the readings.", completion: .file())
    var entries: String?

    @OptionGroup var election: ElectionOptions
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let risk = try Self.share(risk, of: "--risk")
        let tolerable = try Self.share(tolerable, of: "--tolerable")
        let (frame, sample, forms) = try await installation.with { installation in
            let elections = installation.elections
            let state = try await elections.state(try await election.name(installation))
            let frame = try AuditFrame(state) { try elections.forEachDocument(of: state, $0) }
            let size = AuditSample.size(population: frame.names.count, risk: risk, tolerable: tolerable)
            let sample = AuditSample(of: frame.names, size: size, seed: seed)
            let forms = try AuditFrame.forms(sample.names) { try elections.forEachDocument(of: state, $0) }
            return (frame, sample, forms)
        }
        guard !sample.names.isEmpty else {
            throw CommandError(.notFound, "No form stands without a person: there is nothing to draw from.")
        }
        if let manifest { try Self.write(frame.names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }, manifest) }
        if let sheet { try Self.write(AuditSheet.bytes(forms), sheet) }
        var report = AuditReport(frame: frame, sample: sample, risk: risk, tolerable: tolerable)
        if let entries {
            let compared = AuditBound.compare(forms, with: try AuditSheet.entries(try Self.bytes(entries)))
            let bound = AuditBound(
                taints: compared.map(\.taint), population: sample.population, risk: risk, tolerable: tolerable)
            report.found = (bound, compared)
        }
        output.printer.show(report.text, json: report.json)
        if let bound = report.found?.bound, !bound.isReached { throw ExitStatus.attention.code }
    }

    /// `5%` or `0.05`.
    private static func share(_ text: String, of option: String) throws -> Double {
        let isPercent = text.hasSuffix("%")
        let number = Double(text.filter { $0 != "%" && $0 != " " })
        guard let number, case let share = isPercent ? number / 100 : number, share > 0, share < 1 else {
            throw CommandError(.usage, "“\(text)” is no share between 0 and 100 %: write \(option) 5%.")
        }
        return share
    }
    private static func write(_ lines: [String], _ path: String) throws {
        try write(Array(lines.map { $0 + "\n" }.joined().utf8), path)
    }
    private static func write(_ bytes: [UInt8], _ path: String) throws {
        do {
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw CommandError(.failure, "\(path) can't be written: \(error.localizedDescription)")
        }
    }
    private static func bytes(_ path: String) throws -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw CommandError(.notFound, "\(path) can't be read: \(error.localizedDescription)")
        }
    }
}

/// What the command says.
private struct AuditReport {
    let frame: AuditFrame
    let sample: AuditSample
    let risk: Double
    let tolerable: Double
    var found: (bound: AuditBound, compared: [AuditBound.Comparison])?

    var text: String {
        var lines = [
            "\(frame.names.count) of \(frame.forms) forms stand without a person; "
                + "\(frame.seenByPeople) were seen by people, "
                + "\(frame.waitingForPeople) wait for them, \(frame.incomplete) lack a value.",
            "Their list has the SHA-256 \(sample.manifest).",
        ]
        guard let found else {
            lines.append("Drawn with the seed “\(sample.seed)”: \(sample.names.count) forms to re-read.")
            return (lines + sample.names.map { "  " + $0 }).joined(separator: "\n")
        }
        for form in found.compared where form.taint > 0 {
            let what =
                form.missing > 0
                ? "\(form.missing) values were not entered; the form counts as wrong"
                : "people read another value in " + form.wrong.joined(separator: ", ")
            lines.append("  \(form.name): \(what)")
        }
        return (lines + [found.bound.sentence]).joined(separator: "\n")
    }

    var json: JSON {
        var members: [JSON.Member] = [
            JSON.Member("seed", .string(sample.seed)), JSON.Member("risk", .number(risk)),
            JSON.Member("tolerable", .number(tolerable)),
            JSON.Member("accepted", .integer(Int64(frame.names.count))),
            JSON.Member("seen_by_people", .integer(Int64(frame.seenByPeople))),
            JSON.Member("waiting_for_people", .integer(Int64(frame.waitingForPeople))),
            JSON.Member("incomplete", .integer(Int64(frame.incomplete))),
            JSON.Member("manifest_sha256", .string(sample.manifest)),
            JSON.Member("sample", .array(sample.names.map(JSON.string))),
        ]
        if let found {
            let wrong = found.compared.filter { $0.taint > 0 }.map { form -> JSON in
                [
                    "form": .string(form.name), "taint": .number(form.taint), "missing": .integer(Int64(form.missing)),
                    "wrong": .array(form.wrong.map(JSON.string)),
                ]
            }
            members += [
                JSON.Member("p_value", .number(found.bound.pValue)),
                JSON.Member("reached", .bool(found.bound.isReached)),
                JSON.Member("errors", .array(wrong)), JSON.Member("statement", .string(found.bound.sentence)),
            ]
        }
        return .object(members)
    }
}
