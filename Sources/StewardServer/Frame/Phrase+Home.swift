// SPDX-License-Identifier: Apache-2.0

/// What the home page says.
extension Phrase {
    static let home = Phrase("Home", "หน้าแรก", "Start")
    static let tallySection = Phrase("Tally", "ผลคะแนน", "Uitslagen")
}
