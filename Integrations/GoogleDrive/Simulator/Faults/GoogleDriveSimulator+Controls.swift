// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import StewardCore
import StewardSimulation

extension GoogleDriveSimulator {
    /// `POST /_simulator/drive/faults` adds one fault or a list, `GET` tells what is left, `DELETE` forgets all;
    /// `POST /_simulator/drive/clock` with `{"skewMilliseconds": 60000}` puts the service's clock ahead.
    var faultControls: [SimulatedRoute] {
        let path = "/_simulator/drive/faults"
        let source = "Steward's own control of this simulator"
        return [
            SimulatedRoute(.post, path, source: source) { request in
                do throws(IntegrationError) {
                    for fault in try DriveFault.list(parsing: request.body) { faults.add(fault) }
                    return .json(.array(faults.remaining.map(\.json)))
                } catch {
                    return .json(["error": .string(error.message)], status: .badRequest)
                }
            },
            SimulatedRoute(.get, path, source: source) { _ in .json(.array(faults.remaining.map(\.json))) },
            SimulatedRoute(.delete, path, source: source) { _ in
                faults.clear()
                return .json([])
            },
            SimulatedRoute(.post, "/_simulator/drive/clock", source: source) { request in
                guard let skew = (try? JSON(parsing: request.body))?["skewMilliseconds"]?.integer else {
                    return .json(["error": "The clock needs a whole number skewMilliseconds."], status: .badRequest)
                }
                faults.clockSkew = skew
                return .json(["skewMilliseconds": .integer(skew)])
            },
        ]
    }

    /// `POST /_simulator/drive/generate` makes invented files (``GeneratedTree``); `GET /_simulator/drive/state` tells
    /// how many there are; `POST /_simulator/drive/files` changes what no call can: `{"id": …, "isAbusive": true}`.
    var generationControls: [SimulatedRoute] {
        let source = "Steward's own control of this simulator"
        return [
            SimulatedRoute(.post, "/_simulator/drive/generate", source: source) { request in
                guard let json = try? JSON(parsing: request.body),
                    let tree = GeneratedTree(journal: json, owner: state.firstAccount)
                else { return .json(["error": "Say how many, as {\"files\": 1000}."], status: .badRequest) }
                state.generate(tree)
                return .json(["files": .integer(Int64(state.count))])
            },
            SimulatedRoute(.get, "/_simulator/drive/state", source: source) { _ in
                .json(["files": .integer(Int64(state.count)), "account": .string(state.firstAccount)])
            },
            SimulatedRoute(.post, "/_simulator/drive/files", source: source) { request in
                guard let json = try? JSON(parsing: request.body), let id = json["id"]?.string, state.file(id) != nil
                else { return .json(["error": "Name a file that is there, as {\"id\": …}."], status: .badRequest) }
                state.change(id) { file in
                    if let value = json["isAbusive"]?.bool { file.details.isAbusive = value }
                    if let value = json["hasOnlyMD5"]?.bool { file.details.hasOnlyMD5 = value }
                    if let value = json["resourceKey"]?.string { file.details.resourceKey = value }
                }
                return .json(["id": .string(id)])
            },
        ]
    }
}
