// SPDX-License-Identifier: Apache-2.0
import Tally

/// The six geographic regions of Thailand, as its National Geographical Committee divides the provinces.
enum Region: String, Sendable, CaseIterable {
    case north, northeast, central, east, west, south

    /// The official codes of its provinces.
    var provinces: [Int] {
        switch self {
        case .north: Array(50...58)
        case .northeast: Array(30...49)
        case .central: Array(10...19) + [26, 60, 61, 62, 64, 65, 66, 67, 72, 73, 74, 75]
        case .east: [20, 21, 22, 23, 24, 25, 27]
        case .west: [63, 70, 71, 76, 77]
        case .south: Array(80...86) + Array(90...96)
        }
    }

    private static let byProvince: [Int: Region] = {
        var regions: [Int: Region] = [:]
        for region in allCases { for province in region.provinces { regions[province] = region } }
        return regions
    }()

    /// The region of a province; `nil` for a code that is no province of Thailand.
    init?(province: Int) {
        guard let region = Self.byProvince[province] else { return nil }
        self = region
    }

    var phrase: Phrase {
        switch self {
        case .north: .regionNorth
        case .northeast: .regionNortheast
        case .central: .regionCentral
        case .east: .regionEast
        case .west: .regionWest
        case .south: .regionSouth
        }
    }
}
