// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import StewardCore
import StewardServer

/// `steward doctor`
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract:
            "Look for what is damaged, missing or too wide, from rights and keys to books, backups and the machine.",
        discussion: """
            Each line is ok, warning, failing or skipped, says what was found, and how to repair it. Every blob is \
            hashed again (not with --quick), and every connection is asked whether it works (not with --offline); \
            nothing is changed and nothing is sent to people.

            Exit status 0: all is well; 3: there is a warning or something fails; 1: it could not be examined.
            """)

    @Flag(name: .long, help: "Leave out what takes long: the hashes of all blobs.")
    var quick = false

    @Flag(name: .long, help: "Ask no outside service.")
    var offline = false

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let folder = installation.folder
        guard folder.exists else {
            throw CommandError(.notFound, "There is no data in \(folder.path) yet. Start with “steward up”.")
        }
        let doctor = Doctor(
            folder, options: .init(isQuick: quick, isOffline: offline),
            environment: ProcessInfo.processInfo.environment, health: { $0.healthSources })
        var results = doctor.examineFolder()
        let bar = SharedProgressBar(output.printer.progress("Hashing blobs", total: nil))
        do {
            results += try await installation.with(upgrades: false) { installation in
                let found = await doctor.examine(installation) { bar.update($0, of: $1) }
                return found + (try await AccountCheck(installation).results())
            }
        } catch {
            let sentence = StewardProgram.failure(error)?.description ?? "\(error)"
            results.append(
                Checkup("database", .failing, sentence, repair: "Repair what it names, then ask the doctor again."))
        }
        bar.finish()
        output.printer.show(Self.listing(results))
        if results.contains(where: { [.warning, .failing].contains($0.verdict) }) { throw ExitStatus.attention.code }
    }

    static func listing(_ results: [Checkup]) -> Listing {
        Listing(
            [
                ("check", "Check"), ("verdict", "Verdict"), ("sentence", "What was found"), ("repair", "Repair"),
                ("ok", nil),
            ],
            empty: "Nothing to check.",
            rows: results.map { result in
                [
                    .string(result.name), .string(result.verdict.rawValue), .string(result.sentence),
                    result.repair.map(JSON.string) ?? .null,
                    .bool(![.warning, .failing].contains(result.verdict)),
                ]
            })
    }
}
