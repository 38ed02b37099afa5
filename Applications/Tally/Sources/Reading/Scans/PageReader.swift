// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardProcess

/// Reads scans by starting the program `steward-read`: images from outside are decoded in a child with limits, so that
/// a hostile one ends the child and not this process.
package struct PageReader: Sendable {
    /// What reading one document may cost.
    package struct Limits: Sendable {
        package var time: Duration
        /// Bytes of address space, which is several times the memory in use. Not limited where there is no `prlimit`.
        package var memory = 4 << 30
        /// Bytes of the answer; one cell takes about 400.
        package var output: Int
        /// Bytes of one cell's picture.
        package var crop = 1 << 20
        /// Bytes of all pictures of a document.
        package var crops = 128 << 20

        package init(time: Duration = .seconds(1_200), output: Int = 64 << 20) {
            self.time = time
            self.output = output
        }
    }

    /// Why a document was not read: one sentence with the repair.
    package struct Refusal: Error, Sendable, Equatable, CustomStringConvertible {
        /// What is missing: nothing, the document, or the program that reads.
        package enum Missing: Sendable { case document, program }
        package var missing: Missing?
        package let description: String

        package init(missing: Missing? = nil, description: String) {
            self.missing = missing
            self.description = description
        }
    }

    /// A document that was read, with pictures of what a person has to look at.
    package struct Answer: Sendable {
        package var forms: ReadForms
        /// By ``ReadCell/cropName``: PNG files of cells that are not certain.
        package var crops: [String: [UInt8]]
    }

    /// The program's file.
    package let program: String
    package var limits = Limits()

    /// The program named by `STEWARD_READ`, or the one beside this program's own file.
    /// - Throws: `Refusal` when it is not there.
    package init(_ environment: [String: String]) throws {
        let own =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? CommandLine.arguments[0]
        let beside = URL(filePath: own).deletingLastPathComponent().appending(path: "steward-read").path
        let named = environment["STEWARD_READ"].flatMap { $0.isEmpty ? nil : $0 }
        try self.init(program: named.map { URL(filePath: $0).path } ?? beside)
    }

    /// - Throws: `Refusal` when the program is not there.
    package init(program: String, limits: Limits = Limits()) throws {
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw Refusal(
                missing: .program,
                description: "Reading scans needs the program steward-read, and there is none at \(program). Install "
                    + "it there, or name it in STEWARD_READ.")
        }
        self.program = program
        self.limits = limits
    }

    /// Reads one document.
    /// - Parameter files: its file, or the images of its pages in order.
    /// - Throws: `Refusal`; `CancellationError`, after the child was ended.
    package func read(_ files: [String]) async throws -> ReadForms { try await read(files, withCrops: false).forms }

    /// Reads one document.
    /// - Parameter withCrops: whether pictures of the cells that are not certain are wanted.
    /// - Throws: `Refusal`; `CancellationError`, after the child was ended.
    package func read(_ files: [String], withCrops: Bool) async throws -> Answer {
        let name = files.first.map { String($0.split(separator: "/").last ?? "") } ?? ""
        for file in files where !FileManager.default.fileExists(atPath: file) {
            throw Refusal(missing: .document, description: "There is no file at \(file); correct the path.")
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
        let crops = scratch.appending(path: "crops")
        let options = withCrops ? ["--crops", crops.path] : []
        let child = self.child(options + files.map { URL(filePath: $0).path }, scratch: scratch.path)
        do {
            let result = try await child.run(
                input: .nothing, limits: Program.Limits(time: limits.time, output: limits.output))
            let forms = try forms(result, of: name)
            return Answer(forms: forms, crops: withCrops ? Self.crops(of: forms, in: crops, limits) : [:])
        } catch let error as ProcessError {
            throw refusal(error, of: name)
        }
    }

    /// Absolute paths begin with a slash, so none is taken for an option.
    private func child(_ arguments: [String], scratch: String) -> Program {
        let environment = ["LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "TMPDIR": scratch]
        let limiter = "/usr/bin/prlimit"
        guard FileManager.default.isExecutableFile(atPath: limiter) else {
            return Program(program, ["forms"] + arguments, environment: environment)
        }
        let limited = ["--as=\(limits.memory)", "--core=0", "--", program, "forms"]
        return Program(limiter, limited + arguments, environment: environment)
    }

    /// The pictures that the child left of open cells. One that is missing, too large or no PNG is left out, and so is
    /// what is more than all may have: such cells are shown without.
    private static func crops(of forms: ReadForms, in folder: URL, _ limits: Limits) -> [String: [UInt8]] {
        var crops: [String: [UInt8]] = [:]
        var left = limits.crops
        for cell in forms.forms.flatMap(\.cells) where cell.isOpen {
            let file = folder.appending(path: cell.cropName + ".png")
            guard let size = try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int,
                size <= min(limits.crop, left), let bytes = try? Data(contentsOf: file),
                bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
            else { continue }
            crops[cell.cropName] = Array(bytes)
            left -= bytes.count
        }
        return crops
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
