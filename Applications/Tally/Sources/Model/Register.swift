// SPDX-License-Identifier: Apache-2.0

/// The official lists: provinces, constituencies, parties and candidates. Names are taken from here by number.
package struct Register: Sendable {
    package struct Province: Sendable {
        package let code: Int
        /// The feed's letters, `BKK`.
        package let letters: String
        package let name: String
        package let stations: Int
        package let registeredVoters: Int

        package init(
            code: Int, letters: String, name: String, stations: Int, registeredVoters: Int
        ) {
            self.code = code
            self.letters = letters
            self.name = name
            self.stations = stations
            self.registeredVoters = registeredVoters
        }
    }
    package struct Constituency: Sendable {
        package let area: Area
        /// The feed's id, `BKK_1`.
        package let id: String
        package let stations: Int
        package let registeredVoters: Int?
        /// By number.
        package let candidates: [Candidate]

        package init(
            area: Area, id: String, stations: Int, registeredVoters: Int?, candidates: [Candidate]
        ) {
            self.area = area
            self.id = id
            self.stations = stations
            self.registeredVoters = registeredVoters
            self.candidates = candidates
        }
    }
    package struct Candidate: Sendable {
        package let number: Int
        package let name: String
        /// The party's ballot number, when the party is registered.
        package let partyNumber: Int?

        package init(
            number: Int, name: String, partyNumber: Int?
        ) {
            self.number = number
            self.name = name
            self.partyNumber = partyNumber
        }
    }
    package struct Party: Sendable {
        /// The number on the party-list ballot, 1–57.
        package let number: Int
        /// The registry's id, which the feed joins on.
        package let registryID: Int
        package let name: String
        package let abbreviation: String?
        package let color: String
        /// Names on its list; a party cannot fill more seats than it has names.
        package let listedCandidates: Int

        package init(
            number: Int, registryID: Int, name: String, abbreviation: String?, color: String, listedCandidates: Int
        ) {
            self.number = number
            self.registryID = registryID
            self.name = name
            self.abbreviation = abbreviation
            self.color = color
            self.listedCandidates = listedCandidates
        }
    }
    package let provinces: [Int: Province]
    package let constituencies: [Area: Constituency]
    /// By ballot number.
    package let parties: [Int: Party]

    package init(provinces: [Int: Province], constituencies: [Area: Constituency], parties: [Int: Party]) {
        self.provinces = provinces
        self.constituencies = constituencies
        self.parties = parties
    }
}
