// SPDX-License-Identifier: Apache-2.0

/// One file of a library that a Debian package installs and Steward passes on. The list is fixed: no part of a
/// request ever becomes part of a path on the disk.
enum VendorFile: String, Sendable, CaseIterable {
    case leafletModule = "leaflet/leaflet.js"
    case leafletStyle = "leaflet/leaflet.css"
    case leafletLayers = "leaflet/images/layers.png"
    case leafletLayersLarge = "leaflet/images/layers-2x.png"
    case leafletMarker = "leaflet/images/marker-icon.png"
    case leafletMarkerLarge = "leaflet/images/marker-icon-2x.png"
    case leafletShadow = "leaflet/images/marker-shadow.png"
    case chart = "chart/chart.js"

    /// Where the page finds it.
    var address: String { "/assets/vendor/" + rawValue }

    /// Where Debian puts it, below `/usr/share`: the first that is there is taken.
    var places: [String] {
        switch self {
        case .leafletModule:
            ["javascript/leaflet/leaflet.esm.min.js", "nodejs/leaflet/dist/leaflet-src.esm.js"]
        case .leafletStyle: ["javascript/leaflet/leaflet.css", "nodejs/leaflet/dist/leaflet.css"]
        case .leafletLayers: image("layers.png")
        case .leafletLayersLarge: image("layers-2x.png")
        case .leafletMarker: image("marker-icon.png")
        case .leafletMarkerLarge: image("marker-icon-2x.png")
        case .leafletShadow: image("marker-shadow.png")
        case .chart: ["javascript/chart.js/chart.min.js", "nodejs/chart.js/dist/chart.min.js"]
        }
    }

    var type: String {
        switch self {
        case .leafletModule, .chart: "text/javascript; charset=utf-8"
        case .leafletStyle: "text/css; charset=utf-8"
        default: "image/png"
        }
    }

    private func image(_ name: String) -> [String] {
        ["javascript/leaflet/images/\(name)", "nodejs/leaflet/dist/images/\(name)"]
    }
}

/// A library of the browser that makes pages more comfortable. No page needs one.
enum VendorLibrary: String, Sendable, CaseIterable {
    /// Leaflet 1.7 as an ES module: `import * as L from ADDRESS`.
    case leaflet
    /// Chart.js 3.9 as a plain script: it sets `Chart`.
    case chart

    /// The Debian package that installs it.
    var package: String {
        switch self {
        case .leaflet: "libjs-leaflet"
        case .chart: "libjs-chart.js"
        }
    }

    /// Without these it is not there.
    var files: [VendorFile] {
        switch self {
        case .leaflet: [.leafletModule, .leafletStyle]
        case .chart: [.chart]
        }
    }
}
