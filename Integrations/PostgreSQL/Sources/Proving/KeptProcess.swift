// SPDX-License-Identifier: Apache-2.0
import Dispatch
import FoundationEssentials
import StewardCore
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program that never outlives this process: the kernel ends it with a signal when this process dies, also when
/// nobody could tell it to.
///
/// That signal follows the thread that started the program (prctl(2), `PR_SET_PDEATHSIG`), so a thread of its own
/// starts it and waits for its end. PostgreSQL ends at once on SIGQUIT, with all its own processes.
final class KeptProcess: Sendable {
    /// Its number.
    let id: pid_t
    private let state = Mutex(State())

    private struct State {
        var status: Int32?
        var waiting: [CheckedContinuation<Int32, Never>] = []
    }

    private init(_ id: pid_t) { self.id = id }

    /// Its status as wait(2) gives it; `nil` while it runs.
    var status: Int32? { state.withLock { $0.status } }

    /// Waits for its end; gives its status as wait(2) does.
    func end() async -> Int32 {
        await withCheckedContinuation { continuation in
            let status = state.withLock { state in
                if state.status == nil { state.waiting.append(continuation) }
                return state.status
            }
            if let status { continuation.resume(returning: status) }
        }
    }

    /// Sends a signal, while it runs.
    func send(_ signal: Int32) {
        // Its number is not given to another process before its status was taken, which happens under this lock.
        state.withLock { if $0.status == nil { _ = kill(id, signal) } }
    }

    fileprivate func wait() {
        // Waits without taking the status, so that the number stays its own until the lock is held.
        var info = siginfo_t()
        while waitid(P_PID, id_t(id), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        let waiting = state.withLock { state in
            var status: Int32 = 0
            while waitpid(id, &status, 0) < 0, errno == EINTR {}
            state.status = status
            defer { state.waiting = [] }
            return state.waiting
        }
        let status = self.status ?? 0
        for continuation in waiting { continuation.resume(returning: status) }
    }
}

extension KeptProcess {
    /// Starts a program with nothing of this process's open files, in a process group of its own.
    /// - Parameters:
    ///   - words: The program's absolute path and its arguments.
    ///   - guise: The user who runs it; `nil` for this process's own.
    ///   - folder: The folder that it runs in.
    ///   - log: The file that both outputs are appended to.
    ///   - death: The signal that it gets when this process dies.
    /// - Throws: `IntegrationError`.
    static func start(
        _ words: [String], as guise: Guise?, setpriv: String, environment: [String: String], folder: String,
        log: String, death: String = "QUIT"
    ) async throws -> KeptProcess {
        let script = #"[ "$PPID" = "$0" ] || exit 1; cd "$1" || exit 1; shift; exec "$@""#
        let begin = guise?.words ?? [setpriv, "--no-new-privs"]
        // This process may have died before the kernel was told; then the program has another parent and does not
        // start.
        let all = begin + ["--pdeathsig=\(death)", "/bin/sh", "-c", script, String(getpid()), folder] + words
        return try await withCheckedThrowingContinuation { continuation in
            let work = ThreadWork {
                guard let id = spawn(all, environment, log) else {
                    let name = words.first ?? ""
                    continuation.resume(throwing: IntegrationError(.unsupported, "\(name) cannot be started here."))
                    return
                }
                let process = KeptProcess(id)
                continuation.resume(returning: process)
                process.wait()
            }
            work.start()
        }
    }

    /// Those that a program could be handed by oversight, and some that may be opened meanwhile; closing one that is
    /// not open is no error.
    private static var openDescriptors: ClosedRange<Int32> {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        // One beyond the limit would be an error.
        let last = Int32(clamping: sysconf(Int32(_SC_OPEN_MAX)) - 1)
        return 3...max(3, min((names.compactMap { Int32($0) }.max() ?? 255) + 64, last))
    }

    private static func spawn(_ words: [String], _ environment: [String: String], _ log: String) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        for descriptor in openDescriptors { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var texts: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in texts + variables { free(text) } }
        var child = pid_t()
        guard posix_spawn(&child, words[0], &actions, &attributes, &texts, &variables) == 0 else { return nil }
        return child
    }
}

/// Work that has a thread to itself.
private final class ThreadWork: Sendable {
    private let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }

    /// Starts the thread; does the work on a queue's thread where no other can be had.
    func start() {
        var thread = pthread_t()
        let box = Unmanaged.passRetained(self)
        let failed = pthread_create(
            &thread, nil,
            { box in
                guard let box else { return nil }
                Unmanaged<ThreadWork>.fromOpaque(box).takeRetainedValue().body()
                return nil
            }, box.toOpaque())
        if failed == 0 {
            pthread_detach(thread)
        } else {
            box.release()
            DispatchQueue.global().async { self.body() }
        }
    }
}
