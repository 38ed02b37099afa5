// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The file of entry hashes: 64 hexadecimal digits and a line end for every entry, so that any of them is found by its
/// number.
final class HashList {
    private let file: ReadingFile
    private let size: Int64
    private let window: UnsafeMutableRawBufferPointer
    /// The entries whose lines are in the window.
    private var held: Range<Int64> = 0..<0

    private static let width: Int64 = 65
    private static let capacity: Int64 = 8192

    init(_ file: ReadingFile) throws(LedgerError) {
        self.file = file
        size = try file.size()
        window = .allocate(byteCount: Int(Self.width * Self.capacity), alignment: 64)
    }

    deinit { window.deallocate() }

    /// How many whole lines the file has room for.
    var count: Int64 { size / Self.width }
    /// Whether it has no half line at the end.
    var isWhole: Bool { size % Self.width == 0 }

    /// Whether the line of an entry is exactly these 64 digits and a line end.
    func matches(_ sequence: Int64, _ digits: UnsafeRawPointer) throws(LedgerError) -> Bool {
        guard let line = try line(sequence) else { return false }
        return memcmp(line, digits, 64) == 0 && line.load(fromByteOffset: 64, as: UInt8.self) == 0x0A
    }

    /// What the file says about an entry.
    enum Listed: Equatable {
        case hash(TreeHash)
        /// The line is no hash.
        case malformed
        /// The file does not reach there.
        case missing
    }

    func listed(_ sequence: Int64) throws(LedgerError) -> Listed {
        guard let line = try line(sequence) else { return .missing }
        let bytes = UnsafeRawBufferPointer(start: line, count: 65)
        guard bytes[64] == 0x0A, let hash = TreeHash(hex: bytes[..<64]) else { return .malformed }
        return .hash(hash)
    }

    private func line(_ sequence: Int64) throws(LedgerError) -> UnsafeRawPointer? {
        let held = held
        if held.contains(sequence) {
            return window.baseAddress.map {
                UnsafeRawPointer($0 + Int((sequence - held.lowerBound) * Self.width))
            }
        }
        guard sequence >= 0, sequence < count else { return nil }
        // Mostly read forwards; a step back is for looking something up.
        let bytes = try file.read(into: window, at: sequence * Self.width)
        self.held = sequence..<(sequence + Int64(bytes) / Self.width)
        return bytes < Self.width ? nil : window.baseAddress.map { UnsafeRawPointer($0) }
    }
}
