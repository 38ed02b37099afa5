// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whether processes of this machine are there.
enum ProcessLife {
    /// Whether a process of this id is there, whoever it belongs to.
    static func isAlive(_ id: Int64) -> Bool {
        guard let id = pid_t(exactly: id), id > 0 else { return false }
        return kill(id, 0) == 0 || errno == EPERM
    }
}
