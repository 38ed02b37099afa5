// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import StewardCore

/// Takes the files that people send, a few at once.
final class Uploads: Sendable {
    /// The most bytes of a file.
    let limit: Int64
    let folder: UploadFolder
    private let clock: any Timekeeping
    private let places: Places
    private let free: @Sendable () -> Int64?

    /// - Parameter free: how many bytes the disk has left; `nil` asks the disk.
    init(
        _ limits: RequestLimits, folder: String, clock: any Timekeeping, free: (@Sendable () -> Int64?)? = nil
    ) {
        limit = limits.uploadBytes
        let folder = UploadFolder(path: folder)
        self.folder = folder
        self.clock = clock
        self.free = free ?? { folder.free() }
        places = Places(limits.uploadsAtOnce, ofOne: limits.uploadsOfOne)
    }

    /// Whether a form with a file in it comes.
    static func isMultipart(_ request: Request) -> Bool {
        request.headers[.contentType]?.lowercased().hasPrefix("multipart/") ?? false
    }

    /// Hashes the file of a form; nothing of it is kept, in memory or on the disk.
    /// - Throws: `HTTPError`, in a sentence for the one who sent it.
    func hashed(_ request: Request, _ context: PageContext) async throws -> ReceivedFile {
        try await received(request, context, keeping: nil)
    }

    /// Receives the file of a form into the data folder, hands it to `body`, and removes it, unless `body` says that
    /// somebody waits for it.
    /// - Throws: `HTTPError`, in a sentence for the one who sent it; what `body` throws.
    func kept<Value>(
        _ request: Request, _ context: PageContext,
        _ body: (ReceivedFile) async throws -> (value: Value, isWaitedFor: Bool)
    ) async throws -> Value {
        // What is to be left free for the database.
        let reserve: Int64 = 100 << 20
        let announced = request.headers[.contentLength].flatMap(Int64.init) ?? 0
        if let free = free(), free < announced + reserve {
            context.peer.hangUp()
            throw UploadError.diskFull.answer
        }
        let file = try await received(request, context) { [folder] in try folder.make($0) }
        var isWaitedFor = false
        defer { if !isWaitedFor, let path = file.path { folder.remove(path) } }
        let result = try await body(file)
        isWaitedFor = result.isWaitedFor
        // Until here it counts as being received, so that nobody removes it before somebody waits for it.
        return withExtendedLifetime(file) { result.value }
    }

    private func received(
        _ request: Request, _ context: PageContext, keeping: ((String) throws -> TemporaryFile)?
    ) async throws -> ReceivedFile {
        let owner = context.visitor?.account.id ?? context.caller.address
        guard places.enter(owner) else {
            context.peer.hangUp()
            throw HTTPError(
                .serviceUnavailable, headers: [.retryAfter: "10", .connection: "close"],
                message: "This server is receiving as many files as it can. Try again in a moment.")
        }
        defer { places.leave(owner) }
        let isToken = context.visitor.map { $0.session == nil } ?? false
        let wanted = context.formToken
        var reader = UploadReader(
            limit: limit, clock: clock,
            isOurs: { isToken || FormToken.matches($0[FormData.tokenField] ?? "", wanted) }, keeping: keeping)
        do {
            return try await reader.read(request.body, contentType: request.headers[.contentType] ?? "")
        } catch {
            if let path = reader.file?.path { folder.remove(path) }
            context.peer.hangUp()
            guard let error = error as? UploadError else {
                // The client went away, or sends what is no HTTP; nobody reads this.
                throw UploadError.malformed("it ended early").answer
            }
            throw error.answer
        }
    }
}
