// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The heights of one degree by one degree: a file of the Shuttle Radar Topography Mission, big-endian 16-bit metres,
/// row after row from north to south and from west to east, with both edges. 1201 rows are 3 arc-seconds apart, 3601
/// are 1. (SRTM Topography, USGS, section 2.1.)
///
/// Two or four numbers are read of it for a height, so that memory does not grow with tiles.
final class ElevationTile: Sendable {
    /// Heights at or below this are holes.
    static let unknown: Int16 = -1000
    private let descriptor: Int32
    private let side: Int
    private let path: String

    /// - Throws: `TimelineError`: `notFound` when the file cannot be read, `invalid` when its size is no tile's.
    init(_ path: String) throws(TimelineError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw TimelineError(.notFound, "\(path) cannot be read: \(String(cString: strerror(errno))).")
        }
        var facts = stat()
        let size = fstat(descriptor, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG ? Int(facts.st_size) : 0
        switch size {
        case 2 * 1201 * 1201: side = 1201
        case 2 * 3601 * 3601: side = 3601
        default:
            close(descriptor)
            throw TimelineError(
                .invalid,
                "\(path) has \(size) bytes; an SRTM tile has 2884802 (3 arc-seconds) or 25934402 (1). Unpack it again.")
        }
    }

    deinit { close(descriptor) }

    /// Metres above the sea at a place of the tile, between its four posts; from the nearest post where another one is
    /// a hole; `nil` where that one is too.
    /// - Parameters:
    ///   - north: degrees from the southern edge, 0 to 1.
    ///   - east: degrees from the western edge, 0 to 1.
    func height(north: Double, east: Double) throws(TimelineError) -> Double? {
        let row = (1 - north) * Double(side - 1)
        let column = east * Double(side - 1)
        let (top, left) = (min(Int(row), side - 2), min(Int(column), side - 2))
        let (down, right) = (row - Double(top), column - Double(left))
        let posts = (try pair(top, left), try pair(top + 1, left))
        let values = [posts.0.0, posts.0.1, posts.1.0, posts.1.1]
        if values.contains(where: { $0 <= Self.unknown }) {
            let nearest = values[(down < 0.5 ? 0 : 2) + (right < 0.5 ? 0 : 1)]
            return nearest <= Self.unknown ? nil : Double(nearest)
        }
        let numbers = values.map { Double($0) }
        let upper = numbers[0] + (numbers[1] - numbers[0]) * right
        let lower = numbers[2] + (numbers[3] - numbers[2]) * right
        return upper + (lower - upper) * down
    }

    /// Two posts beside each other.
    private func pair(_ row: Int, _ column: Int) throws(TimelineError) -> (Int16, Int16) {
        var bytes: (UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0)
        let count = withUnsafeMutableBytes(of: &bytes) {
            pread(descriptor, $0.baseAddress, 4, off_t(2 * (row * side + column)))
        }
        guard count == 4 else { throw TimelineError(.storage, "\(path) cannot be read.") }
        return (
            Int16(bitPattern: UInt16(bytes.0) << 8 | UInt16(bytes.1)),
            Int16(bitPattern: UInt16(bytes.2) << 8 | UInt16(bytes.3))
        )
    }
}
