// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The folder of one scratch server, held by a lock for as long as its owner lives.
struct ScratchPlace: Sendable {
    static let prefix = "steward-scratch-"
    /// A socket's address has 107 bytes, of which its name takes 14.
    private static let longestSocketFolder = 92

    let path: String
    /// Where the socket is: in the folder, or, when that path is too long, a short link to it.
    let socketFolder: String
    private let lock: Int32

    var data: String { path + "/data" }
    var log: String { path + "/log" }
    private static let lockName = "owner.lock"
    private static let linkNote = "link"

    /// Makes it for this process, or for the user who will run the server.
    /// - Throws: `IntegrationError`.
    init(in root: String, for guise: Guise?) throws(IntegrationError) {
        let root = root.count > 1 && root.hasSuffix("/") ? String(root.dropLast()) : root
        if !FileManager.default.fileExists(atPath: root) {
            try? FileManager.default.createDirectory(
                atPath: root, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
        }
        path = "\(root)/\(Self.prefix)\(getpid())-\(String(UInt32.random(in: .min ... .max), radix: 16))"
        guard mkdir(path, 0o700) == 0 else { throw Self.failed("made", path) }
        lock = open(path + "/.lock", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        // Only a lock that is held has its name: who sweeps up never sees one that is not.
        guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0,
            rename(path + "/.lock", path + "/" + Self.lockName) == 0
        else { throw Self.failed("locked", path) }
        guard mkdir(path + "/socket", 0o700) == 0 else { throw Self.failed("made", path + "/socket") }
        socketFolder = try Self.shortened(path + "/socket", noted: path + "/" + Self.linkNote)
        guard let guise else { return }
        for part in [path, path + "/socket"] {
            guard chown(part, guise.userID, guise.groupID) == 0 else {
                throw Self.failed("given to \(guise.user)", part)
            }
        }
    }

    private static func shortened(_ socket: String, noted note: String) throws(IntegrationError) -> String {
        guard socket.utf8.count > longestSocketFolder else { return socket }
        let link = "/tmp/steward-s-\(String(UInt64.random(in: .min ... .max), radix: 36))"
        // Noted first: a link that nobody knows of would stay.
        do { try link.write(toFile: note, atomically: false, encoding: .utf8) } catch { throw failed("written", note) }
        guard symlink(socket, link) == 0 else { throw failed("made", link) }
        return link
    }

    private static func failed(_ what: String, _ path: String) -> IntegrationError {
        let why = String(cString: strerror(errno))
        return IntegrationError(
            errno == ENOSPC ? .storageFull : .invalidRequest,
            "\(path) cannot be \(what) for a scratch server: \(why).")
    }

    /// Ends what runs in it, and removes all of it.
    func remove() {
        Self.remove(path)
        close(lock)
    }

    private static func remove(_ path: String) {
        RunningInside.end(path)
        if let link = try? String(contentsOfFile: path + "/" + linkNote, encoding: .utf8),
            link.hasPrefix("/tmp/steward-s-"), !link.dropFirst(5).contains("/"),
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link), target == path + "/socket"
        {
            unlink(link)
        }
        try? FileManager.default.removeItem(atPath: path)
    }
}

extension ScratchPlace {
    /// Ends and removes what owners who no longer live left in `root`; gives the names.
    static func sweep(_ root: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return names.filter { $0.hasPrefix(prefix) }.sorted().filter { name in
            let path = root + "/" + name
            var found = stat()
            guard lstat(path, &found) == 0, found.st_mode & S_IFMT == S_IFDIR else { return false }
            let lock = open(path + "/" + lockName, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
            defer { if lock >= 0 { close(lock) } }
            if lock >= 0 {
                guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { return false }
            } else {
                guard isOwnerGone(name) else { return false }
            }
            remove(path)
            return !FileManager.default.fileExists(atPath: path)
        }
    }

    /// Whether the process in the name is gone; asked only while a folder has no lock yet.
    private static func isOwnerGone(_ name: String) -> Bool {
        let words = name.dropFirst(prefix.count).split(separator: "-")
        guard let owner = words.first.flatMap({ pid_t($0) }), owner > 0 else { return false }
        return kill(owner, 0) != 0 && errno == ESRCH
    }

    /// How many bytes its files take on the disk.
    var size: Int64 { Self.size(of: path) }

    private static func size(of path: String) -> Int64 {
        guard let folder = opendir(path) else { return 0 }
        defer { closedir(folder) }
        var total: Int64 = 0
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != ".", name != ".." else { continue }
            var found = stat()
            guard lstat(path + "/" + name, &found) == 0 else { continue }
            total += Int64(found.st_blocks) * 512
            if found.st_mode & S_IFMT == S_IFDIR { total += size(of: path + "/" + name) }
        }
        return total
    }
}

/// Processes that work inside a folder: a server's, all of which have its data folder as their current one.
enum RunningInside {
    /// Ends them with SIGKILL and waits, at most some seconds, until they are gone.
    static func end(_ path: String) {
        guard let whole = realpath(path, nil) else { return }
        defer { free(whole) }
        let place = String(cString: whole)
        for _ in 0..<100 {
            let found = processes(in: place)
            if found.isEmpty { return }
            for process in found { _ = kill(process, SIGKILL) }
            usleep(50_000)
        }
    }

    /// Those whose current folder is `place` or below it.
    static func processes(in place: String) -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { process in
            guard process > 1, process != getpid(),
                let folder = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/cwd")
            else { return false }
            return folder == place || folder.hasPrefix(place + "/")
        }
    }
}
