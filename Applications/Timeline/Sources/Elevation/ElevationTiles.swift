// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardCore
import Synchronization

/// A folder of SRTM tiles, named for their south-western corner: `N52E005.hgt`.
package final class ElevationTiles: Sendable {
    private struct Corner: Hashable {
        let latitude: Int
        let longitude: Int
    }

    /// How many are open at a time.
    private static let most = 32
    private let paths: [Corner: String]
    private let opened = Mutex<[(corner: Corner, tile: ElevationTile)]>([])

    /// How many tiles the folder has.
    package var count: Int { paths.count }

    /// - Throws: `TimelineError`: `notFound` when the folder cannot be read or has no tile.
    package init(folder: String) throws(TimelineError) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw TimelineError(.notFound, "The folder \(folder) cannot be read.")
        }
        var paths: [Corner: String] = [:]
        for name in names.sorted() {
            if let corner = Self.corner(name), paths[corner] == nil { paths[corner] = folder + "/" + name }
        }
        guard !paths.isEmpty else {
            throw TimelineError(
                .notFound,
                "There is no tile such as N52E005.hgt in \(folder); unpack those of SRTM there (.hgt, not .zip).")
        }
        self.paths = paths
    }

    /// `N52E005.hgt`, in upper or lower case.
    private static func corner(_ name: String) -> Corner? {
        let name = Array(name.uppercased().utf8)
        guard name.count == 11, name.suffix(4).elementsEqual(".HGT".utf8),
            let latitude = Int(String(decoding: name[1...2], as: UTF8.self)), (0...90).contains(latitude),
            let longitude = Int(String(decoding: name[4...6], as: UTF8.self)), (0...180).contains(longitude)
        else { return nil }
        switch (name[0], name[3]) {
        case (UInt8(ascii: "N"), UInt8(ascii: "E")): return Corner(latitude: latitude, longitude: longitude)
        case (UInt8(ascii: "N"), UInt8(ascii: "W")): return Corner(latitude: latitude, longitude: -longitude)
        case (UInt8(ascii: "S"), UInt8(ascii: "E")): return Corner(latitude: -latitude, longitude: longitude)
        case (UInt8(ascii: "S"), UInt8(ascii: "W")): return Corner(latitude: -latitude, longitude: -longitude)
        default: return nil
        }
    }

    /// Metres above the sea; `nil` where there is no tile, or a hole in it.
    /// - Throws: `TimelineError` when a tile is broken.
    package func height(latitude: Double, longitude: Double) throws(TimelineError) -> Double? {
        let (south, west) = (latitude.rounded(.down), longitude.rounded(.down))
        // A place on an edge is on two tiles, in a corner on four.
        for down in south == latitude ? [0.0, 1] : [0] {
            for left in west == longitude ? [0.0, 1] : [0] {
                let corner = Corner(latitude: Int(south - down), longitude: Int(west - left))
                guard let tile = try tile(corner) else { continue }
                return try tile.height(north: latitude - south + down, east: longitude - west + left)
            }
        }
        return nil
    }

    private func tile(_ corner: Corner) throws(TimelineError) -> ElevationTile? {
        guard let path = paths[corner] else { return nil }
        return try opened.withLock { opened throws(TimelineError) in
            if let place = opened.firstIndex(where: { $0.corner == corner }) {
                // The one used last stands last.
                if place != opened.count - 1 { opened.append(opened.remove(at: place)) }
                return opened[opened.count - 1].tile
            }
            let tile = try ElevationTile(path)
            if opened.count >= Self.most { opened.removeFirst() }
            opened.append((corner, tile))
            return tile
        }
    }
}
