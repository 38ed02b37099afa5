// SPDX-License-Identifier: Apache-2.0
import Crypto
package import StewardCore
import StewardIntegration

extension Trip {
    /// The whole trip as a value: what its digest is made of. Distances are kilometres, `null` where nothing tells
    /// them; instants RFC 3339 in UTC.
    ///
    /// The trail is told by its number of points and a hash: SHA-256 over 16 bytes a point, big-endian: microseconds
    /// since 1970 (8), then latitude and longitude in ten-millionths of a degree, rounded (4 each).
    package var json: JSON {
        var members: [JSON.Member] = [
            JSON.Member("business", .kilometres(business)), JSON.Member("commute", .kilometres(commute)),
            JSON.Member("detour", .kilometres(detour)), JSON.Member("distance", distance.json),
            JSON.Member("driver", .string(driver)), JSON.Member("end", end.json), JSON.Member("id", .string(id.text)),
            JSON.Member("measures", .array(measures.map(\.json))), JSON.Member("origin", .string(origin.rawValue)),
            JSON.Member("private", .kilometres(personal)), JSON.Member("recorded", .instant(recorded)),
            JSON.Member("rule", .string(reason.rule)), JSON.Member("start", start.json),
            JSON.Member("trail", ["points": .integer(Int64(trail.count)), "sha256": .string(trailDigest)]),
            JSON.Member("use", .string(use.rawValue)), JSON.Member("vehicle", .string(vehicle)),
            JSON.Member("zone", .string(zone)),
        ]
        members.add("seen", reason.seen)
        members.add("usual_route", usualRoute.map(JSON.kilometres))
        members.add("purpose", purpose)
        members.add("partner", partner)
        members.add("project", project)
        members.add("notes", notes)
        members.add("deviation_reason", deviationReason)
        members.add("ending", ending?.rawValue ?? "")
        members.add("remarks", remarks.isEmpty ? nil : .texts(remarks.map(\.rawValue)))
        members.add("voided", isVoided)
        members.add("history", history.isEmpty ? nil : .array(history.map(\.json)))
        return JSON.object(members).canonical
    }

    /// SHA-256 over the canonical bytes (RFC 8785) of ``json``, in hex.
    package var digest: String {
        // Distances, instants and texts are always within what canonical JSON can write.
        let bytes = (try? json.canonicalBytes()) ?? []
        return Self.hex(SHA256.hash(data: bytes))
    }

    private var trailDigest: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(trail.count * 16)
        for point in trail {
            Self.append(UInt64(bitPattern: point.instant), 8, to: &bytes)
            for degrees in [point.position.latitude, point.position.longitude] {
                let parts = Int32((degrees * 10_000_000).rounded())
                Self.append(UInt64(UInt32(bitPattern: parts)), 4, to: &bytes)
            }
        }
        return Self.hex(SHA256.hash(data: bytes))
    }

    private static func append(_ value: UInt64, _ count: Int, to bytes: inout [UInt8]) {
        for place in stride(from: (count - 1) * 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(place)))
        }
    }

    private static func hex(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension Trip.Measure {
    var json: JSON {
        [
            "distance": known.map(JSON.kilometres) ?? .null, "source": .string(source.rawValue),
            "uncertainty": known.map { _ in .kilometres(uncertainty) } ?? .null,
        ]
    }
}

extension Trip.End {
    var json: JSON {
        var members: [JSON.Member] = [JSON.Member("at", .instant(instant))]
        members.add("address", address?.json)
        members.add("latitude", position.map { .exact($0.latitude) })
        members.add("longitude", position.map { .exact($0.longitude) })
        members.add("odometer", odometer.map { .kilometres($0.value) })
        members.add("odometer_measured", (odometer?.measured).map(JSON.instant))
        members.add("odometer_source", odometer?.source.rawValue ?? "")
        members.add("place", place ?? "")
        return .object(members)
    }
}

extension Trip.Change {
    var json: JSON {
        [
            "actor": .string(actor), "at": .instant(instant), "entry": .integer(entry), "field": .string(field),
            "late": .bool(isLate), "new": .string(new), "old": .string(old), "reason": .string(reason),
        ]
    }
}
