// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardProcess
import Tally

/// Reads scans by starting the program `steward-read`: images from outside are decoded in a child with limits, so that
/// a hostile one ends the child and not this process.
struct PageReader: Sendable {
    /// What reading one document may cost.
    struct Limits: Sendable {
        var time: Duration = .seconds(1_200)
        /// Bytes of address space, which is several times the memory in use. Not limited where there is no `prlimit`.
        var memory = 4 << 30
        /// Bytes of the answer; one cell takes about 400.
        var output = 64 << 20
    }

    /// Why a document was not read: one sentence with the repair.
    struct Refusal: Error, Sendable, Equatable, CustomStringConvertible {
        /// Whether there is no such file.
        var isMissing = false
        let description: String
    }

    /// The program's file.
    let program: String
    var limits = Limits()

    /// The program named by `STEWARD_READ`, or the one beside this program's own file.
    /// - Throws: `CommandError` when it is not there.
    init(_ environment: [String: String]) throws {
        let own =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? CommandLine.arguments[0]
        let beside = URL(filePath: own).deletingLastPathComponent().appending(path: "steward-read").path
        let named = environment["STEWARD_READ"].flatMap { $0.isEmpty ? nil : $0 }
        try self.init(program: named.map { URL(filePath: $0).path } ?? beside)
    }

    /// - Throws: `CommandError` when the program is not there.
    init(program: String, limits: Limits = Limits()) throws {
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw CommandError(
                .failure,
                "Reading scans needs the program steward-read, and there is none at \(program). Install it there, or "
                    + "name it in STEWARD_READ.")
        }
        self.program = program
        self.limits = limits
    }

    /// Reads one document.
    /// - Parameter files: its file, or the images of its pages in order.
    /// - Throws: `Refusal`; `CancellationError`, after the child was ended.
    func read(_ files: [String]) async throws -> ReadForms {
        let name = files.first.map { String($0.split(separator: "/").last ?? "") } ?? ""
        for file in files where !FileManager.default.fileExists(atPath: file) {
            throw Refusal(isMissing: true, description: "There is no file at \(file); correct the path.")
        }
        let scratch = FileManager.default.temporaryDirectory.appending(path: "steward-tally-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(
                at: scratch, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Refusal(description: "No folder can be made at \(scratch.path); make room or set TMPDIR.")
        }
        // Page images that a child leaves behind when it is ended go with its folder.
        defer { try? FileManager.default.removeItem(at: scratch) }
        let child = self.child(files.map { URL(filePath: $0).path }, scratch: scratch.path)
        do {
            let result = try await child.run(
                input: .nothing, limits: Program.Limits(time: limits.time, output: limits.output))
            return try forms(result, of: name)
        } catch let error as ProcessError {
            throw refusal(error, of: name)
        }
    }

    /// Absolute paths begin with a slash, so none is taken for an option.
    private func child(_ files: [String], scratch: String) -> Program {
        let environment = ["LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "TMPDIR": scratch]
        let limiter = "/usr/bin/prlimit"
        guard FileManager.default.isExecutableFile(atPath: limiter) else {
            return Program(program, ["forms"] + files, environment: environment)
        }
        let limited = ["--as=\(limits.memory)", "--core=0", "--", program, "forms"]
        return Program(limiter, limited + files, environment: environment)
    }

    private func forms(_ result: ProgramResult, of name: String) throws(Refusal) -> ReadForms {
        switch result.ending {
        case .exited(0):
            guard let forms = try? JSONDecoder().decode(ReadForms.self, from: Data(result.output)) else {
                throw Refusal(
                    description: "steward-read answered about \(name) with something that is no reading; install "
                        + "the steward-read that belongs to this steward.")
            }
            return forms
        case .exited(1):
            let said = result.errorText.split(whereSeparator: \.isNewline).last.map { String($0.prefix(500)) }
            throw Refusal(
                description: said ?? "steward-read refused \(name) and did not say why; look at the file.")
        case .exited(let status):
            throw Refusal(
                description: "steward-read ended with status \(status) on \(name); install the steward-read that "
                    + "belongs to this steward.")
        case .signalled(let signal):
            throw Refusal(
                description: "steward-read was ended by signal \(signal) while it read \(name), which is damaged or "
                    + "needs more than \(limits.memory >> 20) MiB; scan it again, or split it.")
        }
    }

    private func refusal(_ error: ProcessError, of name: String) -> Refusal {
        switch error.code {
        case .timedOut:
            Refusal(description: "\(name) took longer than \(limits.time) to read; split it into smaller files.")
        case .outputTooLong:
            Refusal(
                description: "steward-read answered about \(name) with more than \(limits.output) bytes; split it "
                    + "into smaller files.")
        default: Refusal(description: "steward-read cannot be run: \(error.message)")
        }
    }
}
