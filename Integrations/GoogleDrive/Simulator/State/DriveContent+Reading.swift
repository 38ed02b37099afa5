// SPDX-License-Identifier: Apache-2.0
import Foundation

extension DriveContent {
    /// The bytes from `range`, which must lie within the content.
    ///
    /// Content on disk that cannot be read any more gives fewer bytes than asked; a caller that sends them notices.
    public func bytes(_ range: Range<Int64>) -> [UInt8] {
        switch self {
        case .bytes(let bytes): return Array(bytes[Int(range.lowerBound)..<Int(range.upperBound)])
        case .file(let path, _): return Self.read(path, range)
        case .generated(let seed, _): return Self.generate(seed, range)
        }
    }

    private static func read(_ path: String, _ range: Range<Int64>) -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else { return [] }
        defer { try? handle.close() }
        do {
            try handle.seek(toOffset: UInt64(range.lowerBound))
            return [UInt8](try handle.read(upToCount: range.count) ?? Data())
        } catch { return [] }
    }

    /// Eight bytes a word, each word a function of seed and place alone, so that any range can be made by itself.
    private static func generate(_ seed: UInt64, _ range: Range<Int64>) -> [UInt8] {
        guard !range.isEmpty else { return [] }
        let first = range.lowerBound >> 3
        let words = (range.upperBound - 1) >> 3 - first + 1
        let skip = Int(range.lowerBound & 7)
        let whole = [UInt8](unsafeUninitializedCapacity: Int(words) * 8) { buffer, count in
            let raw = UnsafeMutableRawBufferPointer(buffer)
            for index in 0..<Int(words) {
                let word = SplitMix.mixed(seed &+ UInt64(first + Int64(index) + 1) &* SplitMix.step)
                raw.storeBytes(of: word.littleEndian, toByteOffset: index * 8, as: UInt64.self)
            }
            count = Int(words) * 8
        }
        return skip == 0 && whole.count == range.count ? whole : Array(whole[skip..<(skip + range.count)])
    }
}
