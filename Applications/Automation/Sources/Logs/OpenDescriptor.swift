// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An open file or folder, closed when nobody holds it.
///
/// What is opened is opened step by step from `/`, and no step goes through a symbolic link: whoever may write into a
/// folder on the way cannot lead elsewhere, also not while it is being looked at.
final class OpenDescriptor: Sendable {
    let number: Int32
    let path: String

    private init(_ number: Int32, _ path: String) throws(AutomationError) {
        guard number >= 0 else { throw Self.failure(errno, path) }
        self.number = number
        self.path = path
    }

    deinit { _ = close(number) }

    /// Opens a folder by its absolute path.
    convenience init(folder path: String) throws(AutomationError) {
        let names = try Self.names(path)
        try self.init(try Self.walk(names, of: path), path)
    }

    /// Opens a file by its absolute path, to read it or to read and write it.
    convenience init(file path: String, isWritten: Bool) throws(AutomationError) {
        var names = try Self.names(path)
        guard let last = names.popLast() else {
            throw AutomationError(.invalid, "“\(path)” is a folder; name a file.")
        }
        let above = try OpenDescriptor(Self.walk(names, of: path), path)
        let flags = (isWritten ? O_RDWR : O_RDONLY) | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
        try self.init(openat(above.number, last, flags), path)
        guard try status().st_mode & S_IFMT == S_IFREG else {
            throw AutomationError(.unsafePath, "\(path) is no plain file; nothing of it is touched.")
        }
    }

    /// Opens a folder in this one.
    func folder(_ name: String) throws(AutomationError) -> OpenDescriptor {
        try OpenDescriptor(
            openat(number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), "\(path == "/" ? "" : path)/\(name)")
    }

    func status() throws(AutomationError) -> stat {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw Self.failure(errno, path) }
        return status
    }

    /// What a name in this folder is, not followed; `nil` when there is nothing any more.
    func status(of name: String) throws(AutomationError) -> stat? {
        var status = stat()
        guard fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            if errno == ENOENT { return nil }
            throw Self.failure(errno, "\(path)/\(name)")
        }
        return status
    }

    /// The names of a path, none of which leads up.
    static func names(_ path: String) throws(AutomationError) -> [String] {
        guard path.hasPrefix("/"), !path.utf8.contains(0) else {
            throw AutomationError(.invalid, "“\(path)” is not an absolute path; write it from the root on.")
        }
        let names = path.split(separator: "/").map(String.init)
        guard !names.contains(".."), !names.contains(".") else {
            throw AutomationError(.invalid, "“\(path)” has a . or .. in it; write the path without.")
        }
        return names
    }

    private static func walk(_ names: [String], of path: String) throws(AutomationError) -> Int32 {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        var here = open("/", flags)
        guard here >= 0 else { throw failure(errno, "/") }
        var passed = ""
        for name in names {
            passed += "/" + name
            let next = openat(here, name, flags)
            let number = errno
            var status = stat()
            let isLink = fstatat(here, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_mode & S_IFMT == S_IFLNK
            _ = close(here)
            guard next >= 0 else { throw failure(isLink ? ELOOP : number, passed) }
            here = next
        }
        return here
    }

    /// What a failed system call means for a person.
    static func failure(_ number: Int32, _ path: String) -> AutomationError {
        switch number {
        case ENOENT: AutomationError(.notFound, "\(path) does not exist.")
        case EACCES, EPERM: AutomationError(.denied, "\(path) may not be read or changed; change its owner or mode.")
        case EROFS: AutomationError(.denied, "\(path) is on a disk that is read-only.")
        case ELOOP: AutomationError(.unsafePath, "\(path) is a symbolic link, which is not followed; name the target.")
        case ENOTDIR: AutomationError(.unsafePath, "\(path) is not a folder.")
        case EISDIR: AutomationError(.invalid, "\(path) is a folder; name a file.")
        default: AutomationError(.failed, "\(path): \(String(cString: strerror(number))).")
        }
    }
}
