// SPDX-License-Identifier: Apache-2.0
import Crypto

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where scratch servers and unpacked dumps are while somebody needs them.
///
/// In the installation's own folder, but for root: PostgreSQL does not run as root, and who runs it instead may not
/// enter what is root's own. Then it is a folder below `/var/tmp` that only root may list.
struct ProofFolder: Sendable {
    let path: String

    init(scratch: String) {
        guard geteuid() == 0 else {
            path = "\(scratch)/proofs"
            return
        }
        let digest = SHA256.hash(data: Array(scratch.utf8)).prefix(6)
        path = "/var/tmp/steward-proofs-" + digest.map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
    }

    /// Makes it when it is not there.
    /// - Throws: `BackupsError` with `denied` when somebody else made it.
    func make() throws(BackupsError) {
        try DiskFile.makeFolder(path)
        guard geteuid() == 0 else { return }
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == 0 else {
            throw BackupsError(.denied, "\(path) is not root's own; remove it.")
        }
        guard chmod(path, 0o711) == 0 else { throw BackupsError.system(errno, path) }
    }

    /// Removes it when nothing is in it.
    func removeEmpty() { rmdir(path) }
}
