// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What is found below a folder, folders before what is in them, each folder's names in order. Symbolic links are
/// named, not followed. Holds the names of the folders on the way only. Blocks.
struct LocalWalk {
    struct Found {
        let names: [String]
        /// What is found; `nil` when ``problem`` says why it cannot be used.
        let stamp: FileStamp?
        let problem: String?
    }

    private struct Level {
        let folder: OpenFile
        let path: [String]
        var names: [[UInt8]]
    }
    private let top: LocalFolder
    private var levels: [Level] = []

    /// - Parameter start: the names from the top to the folder to walk; empty for the top itself.
    init(_ top: LocalFolder, below start: [String] = []) throws(FilesError) {
        self.top = top
        let opened = try start.isEmpty ? top.itself() : top.open(folder: LocalPath(start))
        levels = [Level(folder: opened, path: start, names: try Self.names(opened))]
    }

    /// The next thing; `nil` at the end.
    mutating func next() -> Found? {
        while var level = levels.popLast() {
            guard let bytes = level.names.popLast() else { continue }
            levels.append(level)
            guard let name = String(validating: bytes, as: UTF8.self) else {
                let shown = String(decoding: bytes, as: UTF8.self)
                return Found(
                    names: level.path + [shown], stamp: nil, problem: "Its name is not UTF-8; rename it.")
            }
            return found(name, level)
        }
        return nil
    }

    private mutating func found(_ name: String, _ level: Level) -> Found {
        let path = level.path + [name]
        do throws(FilesError) {
            guard let stamp = try top.stamp(name, in: level.folder) else {
                return Found(names: path, stamp: nil, problem: "It went away.")
            }
            guard stamp.isFolder || stamp.isFile else {
                return Found(names: path, stamp: nil, problem: "It is a symbolic link or no file.")
            }
            if stamp.isFolder {
                let folder = try top.open(folder: name, in: level.folder)
                levels.append(Level(folder: folder, path: path, names: try Self.names(folder)))
            }
            return Found(names: path, stamp: stamp, problem: nil)
        } catch {
            return Found(names: path, stamp: nil, problem: error.description)
        }
    }

    /// The names in a folder as bytes, the last first.
    private static func names(_ folder: OpenFile) throws(FilesError) -> [[UInt8]] {
        let copy = openat(folder.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = fdopendir(copy) else { throw FilesError.system(errno, folder.path) }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: UInt8.self, capacity: 256) { bytes in
                    Array(
                        UnsafeBufferPointer(
                            start: bytes,
                            count: strnlen(
                                UnsafeRawPointer(bytes)
                                    .assumingMemoryBound(to: CChar.self), 256)))
                }
            }
            if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
        }
        return names.sorted { $1.lexicographicallyPrecedes($0) }
    }
}

extension LocalFolder {
    /// The chosen folder, open.
    func itself() throws(FilesError) -> OpenFile { try folder([], creating: false) }
    /// A folder below it, open.
    func open(folder place: LocalPath) throws(FilesError) -> OpenFile { try folder(place.names[...], creating: false) }
    /// A folder directly in an open one.
    func open(folder name: String, in above: OpenFile) throws(FilesError) -> OpenFile {
        let opened = openat(above.descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        return try OpenFile(opened, above.path + "/" + name)
    }
}
