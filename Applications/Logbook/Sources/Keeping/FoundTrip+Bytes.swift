// SPDX-License-Identifier: Apache-2.0
import StewardCore

/// A found trip as the table keeps it: exact, because trips found afresh are compared with it.
extension FoundTrip {
    /// Written before everything else; another form gets another number.
    private static let form: Int64 = 1

    var bytes: [UInt8] {
        var out = ByteWriter()
        out.add(Self.form)
        out.add(id.text)
        out.add(start)
        out.add(end)
        out.add(from) { $0.add($1) }
        out.add(to) { $0.add($1) }
        out.add(trail.count)
        for point in trail {
            out.add(point.instant)
            out.add(point.position)
        }
        out.add(trailDistance.metres)
        out.add(uncertainty.metres)
        out.add(odometerBefore) { $0.add($1) }
        out.add(odometerAfter) { $0.add($1) }
        out.add(devices.count)
        for device in devices { out.add(device) }
        out.add(ending?.rawValue) { $0.add($1) }
        out.add(remarks.count)
        for remark in remarks { out.add(remark.rawValue) }
        return out.bytes
    }

    init(bytes: [UInt8]) throws(LogbookError) {
        var reader = ByteReader(bytes)
        guard try reader.integer() == Self.form else { throw ByteReader.refused() }
        self.init(id: TripID(try reader.text()), start: try reader.integer(), end: try reader.integer())
        from = try reader.optional { reader throws(LogbookError) in try reader.position() }
        to = try reader.optional { reader throws(LogbookError) in try reader.position() }
        let count = try reader.count()
        trail.reserveCapacity(count)
        for _ in 0..<count {
            trail.append(TrailPoint(instant: try reader.integer(), position: try reader.position()))
        }
        trailDistance = Distance(metres: try reader.integer())
        uncertainty = Distance(metres: try reader.integer())
        odometerBefore = try reader.optional { reader throws(LogbookError) in try reader.reading() }
        odometerAfter = try reader.optional { reader throws(LogbookError) in try reader.reading() }
        for _ in 0..<(try reader.count()) { devices.append(try reader.text()) }
        if let text = try reader.optional({ reader throws(LogbookError) in try reader.text() }) {
            ending = Ending(rawValue: text)
        }
        for _ in 0..<(try reader.count()) {
            guard let remark = Remark(rawValue: try reader.text()) else { throw ByteReader.refused() }
            remarks.append(remark)
        }
        try reader.finish()
    }
}

extension ByteWriter {
    fileprivate mutating func add(_ position: Position) {
        add(position.latitude)
        add(position.longitude)
    }
    fileprivate mutating func add(_ reading: OdometerReading) {
        add(reading.instant)
        add(reading.value.metres)
        add(reading.device)
    }
}

extension ByteReader {
    fileprivate mutating func position() throws(LogbookError) -> Position {
        guard let position = Position(latitude: try real(), longitude: try real()) else { throw Self.refused() }
        return position
    }
    fileprivate mutating func reading() throws(LogbookError) -> OdometerReading {
        OdometerReading(
            instant: try integer(), value: Distance(metres: try integer()), device: try text())
    }
}
