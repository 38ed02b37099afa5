// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import GoogleDriveSimulator
import HTTPTypes
import StewardCore
import StewardSimulation

/// Asks a Drive simulator without a server between, as the one account that it has.
struct TransferCaller: Sendable {
    let simulator: GoogleDriveSimulator
    let clock: RecordingClock

    init(
        folder: String? = nil, storageLimit: Int64? = 1 << 40, options: DriveOptions = DriveOptions(),
        clock: RecordingClock = RecordingClock()
    ) throws {
        let account = DriveAccount("user@example.com", storageLimit: storageLimit)
        let state = try DriveState(accounts: [account], folder: folder, clock: clock)
        self.clock = clock
        simulator = GoogleDriveSimulator(state: state, options: options)
    }

    var state: DriveState { simulator.state }

    /// Sends a request with the good token; a field's value of `nil` leaves it out.
    func send(
        _ method: HTTPRequest.Method, _ target: String, _ fields: [String: String?] = [:], _ body: [UInt8] = [],
        length: Int64? = nil
    ) async -> TransferAnswer {
        var all = HTTPFields()
        all[.authorization] = "Bearer \(GoogleDriveSimulator.token)"
        for (name, value) in fields {
            if let name = HTTPField.Name(name) { all[name] = value }
        }
        let request = SimulatedRequest(method, target, authority: "127.0.0.1:4000", headerFields: all)
        let pieces = stride(from: 0, to: body.count, by: 65_536).map { Array(body[$0...].prefix(65_536)) }
        let stream = ByteStream(
            length: length ?? Int64(body.count),
            pieces: AsyncStream { continuation in
                for piece in pieces { continuation.yield(piece) }
                continuation.finish()
            })
        return await TransferAnswer(await simulator.respond(to: request, body: stream))
    }

    /// Begins a resumable upload; gives the path and query of its address.
    func begin(
        _ metadata: String = #"{"name": "notes.txt"}"#, _ query: String = "", fields: [String: String?] = [:],
        method: HTTPRequest.Method = .post, path: String = "/upload/drive/v3/files"
    ) async -> (answer: TransferAnswer, session: String) {
        let answer = await send(
            method, "\(path)?uploadType=resumable\(query)",
            fields.merging(["Content-Type": "application/json"]) { a, _ in a },
            Array(metadata.utf8))
        let location = answer.fields[.location] ?? ""
        return (answer, location.replacingOccurrences(of: "http://127.0.0.1:4000", with: ""))
    }

    /// Sends a piece of a resumable upload.
    func put(_ session: String, _ range: String?, _ body: [UInt8] = []) async -> TransferAnswer {
        await send(.put, session, ["Content-Range": range, "Authorization": nil], body)
    }
}

/// What a simulator answered, its body read.
struct TransferAnswer: Sendable {
    let status: Int
    let fields: HTTPFields
    let body: [UInt8]
    /// Whether the body broke off.
    let isCut: Bool

    init(_ reply: SimulatedReply) async {
        status = reply.status.code
        fields = reply.headerFields
        var bytes: [UInt8] = []
        var isCut = false
        do { for try await piece in reply.bodyStream { bytes += piece } } catch { isCut = true }
        body = bytes
        self.isCut = isCut
    }

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSON { (try? JSON(parsing: body)) ?? .null }
    /// The reason of an error.
    var reason: String? { json["error"]?["errors"]?.array?.first?["reason"]?.string }
    /// How much of an upload is stored, by a 308.
    var stored: Int64? {
        guard status == 308 else { return nil }
        guard let range = fields[.range] else { return 0 }
        return range.split(separator: "-").last.flatMap { Int64($0) }.map { $0 + 1 }
    }
}

/// Bytes that look like nothing, the same for the same seed.
func generatedBytes(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    DriveContent.generated(seed: seed, size: Int64(count)).bytes(0..<Int64(count))
}

/// MD5 in hexadecimal.
func md5Text(_ bytes: [UInt8]) -> String {
    Insecure.MD5.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
}

/// A folder that is gone afterwards.
func withDriveFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("drive-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
}
