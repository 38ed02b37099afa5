// SPDX-License-Identifier: Apache-2.0
import StewardCore
import StewardProcess

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension HealthSources {
    /// This machine. What is Steward's own (backups, books and so on) is empty, to be set by who knows it.
    package static func machine() -> HealthSources {
        HealthSources(
            disk: { path in try Self.disk(path) }, file: { path in Self.text(of: path) },
            processors: max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))),
            program: { path, arguments in try await Self.answer(path, arguments) })
    }

    private static func disk(_ path: String) throws -> Disk {
        var facts = statvfs()
        guard statvfs(path, &facts) == 0 else { throw OpenDescriptor.failure(errno, path) }
        let block = Int64(facts.f_frsize)
        return Disk(
            bytes: Int64(facts.f_blocks) * block, freeBytes: Int64(facts.f_bavail) * block,
            inodes: Int64(facts.f_files), freeInodes: Int64(facts.f_favail), identity: UInt64(facts.f_fsid))
    }

    /// A small file; those of `/proc` have no size, so it is read to its end.
    private static func text(of path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { _ = close(file) }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                read(file, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            filled += count
        }
        return String(decoding: bytes.prefix(filled), as: UTF8.self)
    }

    private static func answer(_ path: String, _ arguments: [String]) async throws -> Answer? {
        guard access(path, X_OK) == 0 else { return nil }
        let program = Program(
            path, arguments, environment: ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "SYSTEMD_PAGER": "cat"],
            folder: "/")
        let result = try await program.run(limits: Program.Limits(time: .seconds(20), output: 4 << 20))
        guard case .exited(let status) = result.ending else {
            throw AutomationError(.failed, "\(path) was ended by a signal.")
        }
        return Answer(status: status, text: result.text, errorText: result.errorText)
    }
}
