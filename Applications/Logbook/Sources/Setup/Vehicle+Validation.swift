// SPDX-License-Identifier: Apache-2.0

extension Vehicle {
    /// How many employers' accounts may look at one vehicle.
    package static let mostEmployers = 50

    /// Checks what a person entered.
    /// - Throws: `LogbookError` with `invalid`, one sentence that says what to correct.
    package func validate() throws(LogbookError) {
        try SetupLimits.check(id, "The vehicle's id", most: 40, isNeeded: true)
        try SetupLimits.check(owner, "The vehicle's owner", most: 128, isNeeded: true)
        try SetupLimits.check(name, "The vehicle's name", most: SetupLimits.nameLength, isNeeded: true)
        try SetupLimits.check(make, "The vehicle's make", most: SetupLimits.nameLength)
        try SetupLimits.check(type, "The vehicle's type", most: SetupLimits.nameLength)
        try SetupLimits.check(bluetooth, "The name of the car's Bluetooth", most: SetupLimits.nameLength)
        try SetupLimits.check(zone: zone, "The vehicle's time zone")
        try SetupLimits.check(word: brand, "The vehicle's brand")
        try SetupLimits.check(word: icon, "The vehicle's icon")
        try validatePlate()
        try validateNumber()
        try validateColor()
        try validateAvailability()
        try validateEmployers()
        if let odometerAtStart {
            try SetupLimits.check(odometer: odometerAtStart, "The odometer at the start")
        }
    }

    /// Letters of any script: plates are not Latin everywhere.
    private func validatePlate() throws(LogbookError) {
        let isPlate = plate.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || scalar.properties.generalCategory == .nonspacingMark || " -.·".unicodeScalars.contains(scalar)
        }
        let hasSign = plate.contains { $0.isLetter || $0.isNumber }
        guard plate.isEmpty || (isPlate && hasSign && plate.count <= 16) else {
            throw LogbookError(
                .invalid, "The licence plate is not 1 to 16 letters, digits, spaces and dashes; copy it from the car.")
        }
    }

    /// ISO 3779: 17 signs without I, O and Q.
    private func validateNumber() throws(LogbookError) {
        let isNumber = vin.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || ((0x41...0x5A).contains(byte) && ![0x49, 0x4F, 0x51].contains(byte))
        }
        guard vin.isEmpty || (isNumber && vin.utf8.count == 17) else {
            throw LogbookError(
                .invalid,
                "The vehicle identification number is not 17 capitals and digits without I, O, Q; copy it again."
            )
        }
    }

    private func validateColor() throws(LogbookError) {
        let bytes = Array(color.utf8)
        let isHex = bytes.dropFirst().allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
        }
        guard bytes.count == 7, bytes.first == 0x23, isHex else {
            throw LogbookError(.invalid, "The vehicle's colour is not written as #3B82F6; choose one.")
        }
    }

    private func validateAvailability() throws(LogbookError) {
        try SetupLimits.check(date: availableFrom, "The first day on which the vehicle is available")
        try SetupLimits.check(date: availableUntil, "The last day on which the vehicle is available")
        guard availableFrom.isEmpty || availableUntil.isEmpty || availableFrom <= availableUntil else {
            throw LogbookError(.invalid, "The vehicle's last day is before its first; exchange them.")
        }
    }

    private func validateEmployers() throws(LogbookError) {
        guard employers.count <= Self.mostEmployers, Set(employers).count == employers.count else {
            throw LogbookError(
                .invalid, "The vehicle names an employer twice, or more than \(Self.mostEmployers); shorten the list.")
        }
        for employer in employers {
            try SetupLimits.check(employer, "An employer's account", most: 128, isNeeded: true)
            guard employer != owner else {
                throw LogbookError(
                    .invalid, "The vehicle's owner is among its employers, who see less; leave the owner out.")
            }
        }
    }
}
