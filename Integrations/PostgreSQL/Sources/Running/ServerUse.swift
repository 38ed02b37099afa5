// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Who uses a server that Steward may have started: a lock that all runs share, and a note that it was started here.
/// The last to end stops the server; a note that a killed run left behind is found by the next one.
///
/// Without a folder to keep both in, this run is the only one that it knows of.
final class ServerUse: Sendable {
    private struct State {
        var descriptor: Int32
        var isStarted: Bool
    }
    private let note: String?
    private let state: Mutex<State>

    private init(note: String?, descriptor: Int32, isStarted: Bool) {
        self.note = note
        state = Mutex(State(descriptor: descriptor, isStarted: isStarted))
    }

    deinit { end() }

    /// - Throws: `invalidRequest` when the lock cannot be kept in the folder.
    static func begin(
        in folder: String?, _ name: String, _ clock: any Timekeeping
    ) async throws(IntegrationError) -> ServerUse {
        guard let folder else { return ServerUse(note: nil, descriptor: -1, isStarted: false) }
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // Connections share the folder, and several may be to one server.
        let file = folder + "/server-" + ConnectionURI.encoded(name)
        let note = file + ".started"
        let descriptor = open(file + ".lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw IntegrationError(
                .invalidRequest, "Nothing can be written in \(folder), where Steward notes who uses \(name).")
        }
        let use = ServerUse(note: note, descriptor: descriptor, isStarted: false)
        // Whoever has it alone is stopping the server.
        while flock(descriptor, LOCK_SH | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else {
                throw IntegrationError(
                    .invalidRequest, "\(folder) takes no locks; give Steward a folder of this machine.")
            }
            do { try await clock.sleep(for: .milliseconds(200)) } catch {
                throw IntegrationError(.cancelled, "Waiting for \(name) was cancelled.")
            }
        }
        return use
    }

    /// Notes, before it is done, that the server is started from here.
    func markStarted() {
        state.withLock { $0.isStarted = true }
        guard let note else { return }
        try? Data(Self.boot.utf8).write(to: URL(filePath: note))
    }

    func markStopped() {
        state.withLock { $0.isStarted = false }
        if let note { unlink(note) }
    }

    /// Whether this run, or another one since the machine started, has started the server.
    var isStartedByUs: Bool {
        if state.withLock({ $0.isStarted }) { return true }
        guard let note, let data = FileManager.default.contents(atPath: note) else { return false }
        return String(decoding: data, as: UTF8.self) == Self.boot
    }

    /// Whether nobody else uses the server now. The use of one that is not the last ends with this question.
    func endsTheLast() -> Bool {
        let isLast = state.withLock { $0.descriptor < 0 || flock($0.descriptor, LOCK_EX | LOCK_NB) == 0 }
        if !isLast { end() }
        return isLast
    }

    func end() {
        let descriptor = state.withLock { state in
            defer { state.descriptor = -1 }
            return state.descriptor
        }
        if descriptor >= 0 { close(descriptor) }
    }

    /// Another after every start of the machine.
    private static var boot: String {
        FileManager.default.contents(atPath: "/proc/sys/kernel/random/boot_id").map {
            String(decoding: $0, as: UTF8.self)
        }
            ?? "unknown"
    }
}
