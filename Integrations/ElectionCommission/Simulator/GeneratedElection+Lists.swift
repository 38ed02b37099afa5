// SPDX-License-Identifier: Apache-2.0
import StewardCore

// The shapes are those of the files served on 2026-02-22.

extension GeneratedElection {
    func registryID(ofParty number: Int?) -> JSON {
        number.map { .integer(Int64(parties[$0 - 1].registryID)) } ?? .null
    }

    var infoProvince: JSON {
        let rows = provinces.enumerated().map { index, province -> JSON in
            [
                "province_id": .string(String(province.code)), "prov_id": .string(province.letters),
                "province": .string(province.name), "abbre_thai": .string("จล\(index + 1)"),
                "eng": .string(province.letters), "total_vote_stations": .integer(Int64(stations(of: index))),
                "total_registered_vote": .integer(Int64(voters(of: province))),
            ]
        }
        return [
            "total_registered_vote": .integer(Int64(provinces.reduce(0) { $0 + voters(of: $1) })),
            "total_vote_stations": .integer(Int64(allStations)), "province": .array(rows),
        ]
    }

    var infoConstituency: JSON {
        var rows: [JSON] = [
            [
                "cons_id": .string("\(provinces[0].letters)_0"), "cons_no": 0, "prov_id": .string(provinces[0].letters),
                "total_vote_stations": .integer(Int64(pseudoStations)), "registered_vote": .null,
            ]
        ]
        for province in provinces {
            for constituency in province.constituencies {
                rows.append([
                    "cons_id": .string("\(province.letters)_\(constituency.number)"),
                    "cons_no": .integer(Int64(constituency.number)), "prov_id": .string(province.letters),
                    "zone": ["อำเภอจำลอง", "อำเภอสมมติ (บางส่วน)"],
                    "total_vote_stations": .integer(Int64(constituency.stations)),
                    "registered_vote": .integer(Int64(constituency.voters)),
                ])
            }
        }
        return .array(rows)
    }

    var infoPartyOverview: JSON {
        .array(
            parties.map { party in
                [
                    "id": .string(String(party.registryID)), "party_no": .string(String(party.number)),
                    "name": .string("พรรคจำลองที่ \(party.number)"),
                    "abbr": party.number == 24 ? .null : .string("จล.\(party.number)"),
                    "color": .string("#" + String(0x100000 + party.number * 0x0251F3 % 0xEFFFFF, radix: 16)),
                    "logo_url": .string("https://static-ectreport69.ect.go.th/data/parties/logos/\(party.number).jpg"),
                ]
            })
    }

    var infoMPCandidate: JSON {
        var rows: [JSON] = []
        for province in provinces {
            for constituency in province.constituencies {
                for candidate in constituency.candidates {
                    let id = "\(province.letters)_\(constituency.number)_\(candidate.number)"
                    let image = "https://static-ectreport69.ect.go.th/data/candidates/portraits/\(id).jpg"
                    let name = "นายสมมติ\(candidate.number) จำลอง\(province.code)เขต\(constituency.number)"
                    rows.append([
                        "mp_app_id": .string(id), "mp_app_no": .integer(Int64(candidate.number)),
                        "mp_app_party_id": registryID(ofParty: candidate.party),
                        "mp_app_name": .string(candidate.party == nil ? name + " พรรคไม่จดทะเบียน" : name),
                        "image_url": .string(image),
                    ])
                }
            }
        }
        return .array(rows)
    }

    var infoPartyCandidate: JSON {
        .array(
            parties.map { party in
                let image = JSON.string("https://cdn.ectscore69.ect.go.th/ect69/candidates/\(party.number).jpg")
                let listed = (1...party.listed).map { number -> JSON in
                    [
                        "list_no": .integer(Int64(number)), "name": .string("นายบัญชี\(number) พรรค\(party.number)"),
                        "image_url": image,
                    ]
                }
                let leaders = (0..<party.leaders).map { number -> JSON in
                    ["name": .string("นางผู้นำ\(number + 1) พรรค\(party.number)"), "image_url": image]
                }
                return [
                    "party_no": .integer(Int64(party.number)), "party_list_candidates": .array(listed),
                    "pm_candidates": .array(leaders),
                ]
            })
    }

    func voters(of province: Province) -> Int { province.constituencies.reduce(0) { $0 + $1.voters } }

    /// The first province has the pseudo constituency's stations too.
    func stations(of index: Int) -> Int {
        provinces[index].constituencies.reduce(index == 0 ? pseudoStations : 0) { $0 + $1.stations }
    }

    var allStations: Int { provinces.indices.reduce(0) { $0 + stations(of: $1) } }
}
