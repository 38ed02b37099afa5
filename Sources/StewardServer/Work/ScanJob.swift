// SPDX-License-Identifier: Apache-2.0
import Foundation
package import StewardCore
package import StewardJobs
import StewardStore
package import Tally

/// The job `tally.read`: reads a scanned document that lies in the blobs, and records it in an election.
///
/// It may be done twice: the second time adds nothing. A node without the program that reads leaves the job to others.
package struct ScanJob: JobHandler {
    /// The job's kind.
    package static let name = "tally.read"
    package var kind: String { Self.name }
    private let installation: Installation
    private let environment: [String: String]
    private let witness: @Sendable (String) async throws -> ThirdWitness

    /// - Parameter environment: names the program in `STEWARD_READ`, when it lies elsewhere.
    package init(
        _ installation: Installation, environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.init(installation, environment: environment) { try await ThirdWitness($0, in: installation) }
    }

    /// - Parameter witness: the model behind a connection's name.
    init(
        _ installation: Installation, environment: [String: String],
        witness: @escaping @Sendable (String) async throws -> ThirdWitness
    ) {
        self.installation = installation
        self.environment = environment
        self.witness = witness
    }

    /// What a job is to read.
    package struct Order: Sendable {
        package var election: String
        /// One document: its file, or the images of its pages in order.
        package var files: [ScanReading.File]
        package var place: ScanReading.Place
        /// For whom it is read: the entry is the job's, and says so.
        package var actor: String
        /// The connection whose model is asked about open cells; `nil` for none.
        package var ask: String?

        package init(
            election: String, files: [ScanReading.File], place: ScanReading.Place, actor: String, ask: String? = nil
        ) {
            self.election = election
            self.files = files
            self.place = place
            self.actor = actor
            self.ask = ask
        }

        /// `{election, files:[{name, sha256, bytes}], area?, set?, unit?, ask?, actor}`.
        package var payload: JSON {
            var members: [JSON.Member] = [
                .init("election", .string(election)),
                .init(
                    "files",
                    .array(
                        files.map { file -> JSON in
                            [
                                "name": .string(file.name), "sha256": .string(file.sha256),
                                "bytes": .integer(Int64(file.bytes)),
                            ]
                        })), .init("actor", .string(actor)),
            ]
            if let area = place.area { members.append(.init("area", .string(area))) }
            if let set = place.set { members.append(.init("set", .integer(Int64(set)))) }
            if let unit = place.unit { members.append(.init("unit", .integer(Int64(unit)))) }
            if let ask { members.append(.init("ask", .string(ask))) }
            return .object(members)
        }

        /// `nil` when a member is missing or no such thing.
        init?(_ payload: JSON) {
            guard let election = payload["election"]?.string, let actor = payload["actor"]?.string,
                let list = payload["files"]?.array, !list.isEmpty
            else { return nil }
            let area = payload["area"]?.string.flatMap { Area($0) }
            guard area != nil || payload["area"] == nil else { return nil }
            let files = list.compactMap { file -> ScanReading.File? in
                guard let name = file["name"]?.string, let id = file["sha256"]?.string.flatMap({ BlobID($0) }) else {
                    return nil
                }
                return ScanReading.File(name: name, sha256: id.hex, bytes: Int(file["bytes"]?.integer ?? 0))
            }
            guard files.count == list.count else { return nil }
            self.init(
                election: election, files: files,
                place: ScanReading.Place(
                    area: area, set: payload["set"]?.integer.map(Int.init),
                    unit: payload["unit"]?.integer.map(Int.init)),
                actor: actor, ask: payload["ask"]?.string)
        }
    }

    package func perform(_ job: Job, _ context: JobContext) async throws -> Outcome {
        guard let order = Order(job.payload) else {
            return .discard(
                reason: "The payload is no order to read a scan. Queue it with “steward tally read FILE --into …”.")
        }
        do {
            let reader = try PageReader(environment)
            context.report(JobProgress(items: 0, of: 2, message: "reading"))
            // Nothing is read for a model that cannot be asked.
            var witness: ThirdWitness?
            if let name = order.ask { witness = try await self.witness(name) }
            let answer = try await read(order, with: reader)
            var forms = answer.forms.forms
            let answers = try await witness?.ask(forms, crops: answer.crops) { asked, count in
                context.report(JobProgress(items: Int64(asked), of: Int64(count), message: "asking the model"))
            }
            for place in forms.indices { forms[place].setModel(answers?.numbers ?? [:]) }
            context.report(JobProgress(items: 1, of: 2, message: "recording"))
            let reading = ScanReading(
                files: order.files, place: order.place, reader: answer.forms.reader, forms: forms,
                otherPages: answer.forms.otherPages, asked: answers?.asked)
            let outcome = try await installation.elections.recordScan(
                reading, crops: answer.crops, replies: answers?.replies, in: order.election,
                actor: "job \(Self.name) for \(order.actor)")
            context.report(JobProgress(items: 2, of: 2))
            return .done(Self.result(outcome, answers))
        } catch let error as IntegrationError {
            let reason = "The model was not asked, and nothing was recorded: \(error.message)"
            return error.code.isTransient
                ? .retry(after: error.retryAfter, reason: reason) : .discard(reason: reason)
        } catch let refusal as PageReader.Refusal {
            return refusal.missing == .program
                ? .retry(after: nil, reason: refusal.description) : .discard(reason: refusal.description)
        } catch let error as TallyError {
            return .discard(reason: error.description)
        }
    }

    private static func result(_ outcome: ScanOutcome, _ answers: ThirdWitness.Answers?) -> JSON {
        guard let answers, case .object(let members) = outcome.json else { return outcome.json }
        return .object(
            members + [
                .init("asked", .integer(Int64(answers.asked?.cells ?? 0))),
                .init("answered", .integer(Int64(answers.numbers.count))),
                .init("not_asked", .integer(Int64(answers.left))),
            ])
    }

    /// Blobs may lie in packs, so the child gets copies.
    private func read(_ order: Order, with reader: PageReader) async throws -> PageReader.Answer {
        let scratch = FileManager.default.temporaryDirectory.appending(path: "steward-scan-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        var paths: [String] = []
        for (place, file) in order.files.enumerated() {
            let folder = scratch.appending(path: String(place))
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let path = folder.appending(path: ScanReading.File.safeName(file.name)).path
            try await copy(file, to: path)
            paths.append(path)
        }
        return try await reader.read(paths, withCrops: true)
    }

    private func copy(_ file: ScanReading.File, to path: String) async throws {
        guard let id = BlobID(file.sha256), installation.blobs.contains(id) else {
            throw TallyError(.damaged, "The bytes of \(file.name) are missing: there is no blob \(file.sha256).")
        }
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw TallyError(.notReady, "No file can be made at \(path); make room or set TMPDIR.")
        }
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        defer { try? handle.close() }
        for try await piece in try installation.blobs.stream(of: id) { try handle.write(contentsOf: Data(piece)) }
    }
}
