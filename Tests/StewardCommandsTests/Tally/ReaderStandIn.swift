// SPDX-License-Identifier: Apache-2.0
import Foundation
import StewardTestKit

import Tally

@testable import StewardCommands

/// A shell script in the place of `steward-read`.
struct ReaderStandIn {
    let folder: TemporaryFolder
    let path: String

    /// - Parameter script: `$1` is `forms`, `$2` the file. `answer.json` in `$FOLDER` is a good answer.
    init(_ script: String) throws {
        folder = try TemporaryFolder("reader")
        try folder.write("answer.json", Array(Self.answer.utf8))
        let text = "#!/bin/sh\nFOLDER='\(folder.path)'\n\(script)\n"
        path = try folder.write("steward-read", Array(text.utf8))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    }

    /// A file to be read; the stand-in doesn't look into it.
    func scan(_ name: String) throws -> String { try folder.write(name, [1]) }

    func reader(_ limits: PageReader.Limits = .init()) throws -> PageReader {
        try PageReader(program: path, limits: limits)
    }

    private static func cell(_ value: Int?, _ state: String) -> String {
        let number = value.map { "\"value\":\($0),\"digits\":\($0)," } ?? "\"mark\":\"unreadable\","
        return """
            {\(number)"alternatives":[{"probability":0.25,"value":71}],"box":[10,20,30,40],"notes":["tick"],"page":1,\
            "probability":0.5,"state":"\(state)","why":"witnesses_agree"}
            """
    }

    private static let answer = """
        {"forms":[{"accepted":false,"ballot":"constituency","form":"5/17","unit":3,\
        "header":{"received":\(cell(700, "certain"))},"pages":[1,2],\
        "problems":[{"code":"does_not_add_up","text":"The rows do not make the total."}],\
        "total":\(cell(70, "certain")),\
        "votes":{"1":\(cell(7, "certain")),"10":\(cell(8, "proposed")),"2":\(cell(nil, "unreadable"))}}],\
        "otherPages":[{"kind":"blank","page":3}],\
        "reader":{"digits":"aa","thresholds":"1","words":"bb"}}
        """
}
