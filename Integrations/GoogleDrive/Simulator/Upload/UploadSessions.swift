// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import Synchronization

/// The resumable uploads that are under way, and where their content lies.
///
/// With a lasting folder they outlive the process: what was stored of a content, and what the first request said.
final class UploadSessions: Sendable {
    /// Content up to so many bytes stays in memory, unless it must outlive the process.
    static let memoryLimit = 1 << 20
    /// How long an upload may take: one week (Drive API guide "Upload file data", 2026-11).
    static let life: Int64 = 7 * 86_400_000

    private let sessions = Mutex<[String: UploadSession]>([:])
    private let folder: String
    /// `nil` when the folder lasts.
    private let temporary: TemporaryFolder?
    private var lasts: Bool { temporary == nil }
    private let digests: DigestKinds
    /// Names content that comes in one request.
    private let contents = Atomic<Int>(0)
    private let mark = UploadSessions.newID()

    /// - Parameters:
    ///   - folder: where uploads are to be found again by the next process that is given it; `nil`: a temporary one.
    ///   - digests: which are computed of content.
    init(folder: String?, digests: DigestKinds) {
        let temporary = folder == nil ? TemporaryFolder() : nil
        self.temporary = temporary
        self.folder = folder ?? temporary?.path ?? ""
        self.digests = digests
    }

    /// Begins an upload.
    ///
    /// - Throws: 500 when the folder cannot be written to.
    func begin(_ start: UploadStart, now: Int64) throws(DriveError) -> UploadSession {
        let id = Self.newID()
        let sink = makeSink(id, memoryLimit: lasts ? 0 : Self.memoryLimit)
        let session = UploadSession(
            id: id, start: start, created: now, sink: sink, destination: contentPath(id), in: temporary)
        try note(session, fileId: nil)
        sessions.withLock { $0[id] = session }
        return session
    }

    /// The upload with this id; `nil` when there is none, or its week is over.
    func session(_ id: String, now: Int64) -> UploadSession? {
        guard let session = sessions.withLock({ $0[id] }) ?? restored(id) else { return nil }
        guard now < session.created + Self.life else {
            forget(session)
            return nil
        }
        return session
    }

    /// Notes that an upload's file was made, for the next process.
    func completed(_ session: UploadSession, fileId: String) throws(DriveError) {
        try note(session, fileId: fileId)
    }

    /// Ends an upload; what came of it is gone.
    func cancel(_ session: UploadSession) async {
        forget(session)
        await session.cancel()
    }

    /// Ends every upload, as if their weeks were over.
    func expireAll() {
        for session in sessions.withLock({ Array($0.values) }) { forget(session) }
        guard lasts else { return }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where name.hasSuffix(".part") || name.hasSuffix(".json") {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }

    /// Reads a body that comes in one request.
    ///
    /// - Throws: what the body throws; 500 when the content cannot be stored.
    func content(of body: () async throws -> [UInt8]?) async throws -> StoredContent {
        let id = "\(mark)-\(contents.wrappingAdd(1, ordering: .relaxed).newValue)"
        let sink = makeSink(id, memoryLimit: Self.memoryLimit)
        do {
            while let piece = try await body() { try sink.append(piece) }
            return try sink.finish(movingTo: contentPath(id), in: temporary)
        } catch {
            sink.discard()
            throw error
        }
    }

    private func makeSink(_ id: String, memoryLimit: Int) -> sending ContentSink {
        ContentSink(path: partPath(id), memoryLimit: memoryLimit, digests: digests)
    }

    private func forget(_ session: UploadSession) {
        _ = sessions.withLock { $0.removeValue(forKey: session.id) }
        guard lasts else { return }
        try? FileManager.default.removeItem(atPath: notePath(session.id))
        try? FileManager.default.removeItem(atPath: partPath(session.id))
    }

    private func note(_ session: UploadSession, fileId: String?) throws(DriveError) {
        guard lasts else { return }
        var members: [JSON.Member] = [
            .init("start", session.start.json), .init("created", .integer(session.created)),
        ]
        if let fileId { members.append(.init("fileId", .string(fileId))) }
        do {
            let bytes = try JSON.object(members).canonicalBytes()
            try Data(bytes).write(to: URL(fileURLWithPath: notePath(session.id)), options: .atomic)
        } catch { throw .cannotStore(error) }
    }

    private func restored(_ id: String) -> UploadSession? {
        guard lasts, id.utf8.allSatisfy({ Self.alphabet.contains($0) }),
            let bytes = FileManager.default.contents(atPath: notePath(id)),
            let json = try? JSON(parsing: [UInt8](bytes)),
            let start = json["start"].flatMap({ UploadStart($0) }), let created = json["created"]?.integer,
            let sink = try? ContentSink(continuing: partPath(id), digests: digests)
        else { return nil }
        let found = UploadSession(
            id: id, start: start, created: created, sink: sink, destination: contentPath(id), in: nil,
            fileId: json["fileId"]?.string)
        return sessions.withLock { sessions in
            if let other = sessions[id] { return other }
            sessions[id] = found
            return found
        }
    }

    private func partPath(_ id: String) -> String { "\(folder)/\(id).part" }
    private func notePath(_ id: String) -> String { "\(folder)/\(id).json" }
    private func contentPath(_ id: String) -> String { "\(folder)/\(id).bin" }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    /// 50 characters that nobody can guess.
    private static func newID() -> String {
        var out: [UInt8] = []
        for _ in 0..<5 {
            var bits = UInt64.random(in: 0 ... .max)
            for _ in 0..<10 {
                out.append(alphabet[Int(bits & 63)])
                bits >>= 6
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}

extension DriveError {
    /// The simulator's own disk fails.
    static func cannotStore(_ error: any Error) -> Self {
        Self(500, "backendError", "The simulator cannot store the content: \(error)")
    }
}
