// SPDX-License-Identifier: Apache-2.0

/// TIFF files of grey pages, each 2 × 2 pixels, written out as the format has them.
enum HandmadeTIFF {
    /// - Parameter side: what the headers say of the width and height.
    static func file(levels: [UInt8], side: UInt32 = 2) -> [UInt8] {
        var bytes: [UInt8] = [0x49, 0x49, 42, 0] + word(8)
        for (index, level) in levels.enumerated() {
            let data = UInt32(bytes.count + 2 + 12 * 9 + 4)
            let entries: [(UInt16, UInt32)] = [
                (256, side), (257, side), (258, 8), (259, 1), (262, 1), (273, data), (277, 1), (278, side), (279, 4),
            ]
            bytes += [9, 0]
            for (tag, value) in entries { bytes += half(tag) + [4, 0] + word(1) + word(value) }
            bytes += word(index + 1 < levels.count ? data + 4 : 0)
            bytes += [UInt8](repeating: level, count: 4)
        }
        return bytes
    }

    private static func half(_ value: UInt16) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8)] }
    private static func word(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * UInt32($0)) & 255) } }
}
