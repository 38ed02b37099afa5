// SPDX-License-Identifier: Apache-2.0
import StewardContracts
import StewardCore
import StewardIntegration

extension GadgetFolder {
    static let goodReadme: String = {
        var lines = ["# Gadget", ""]
        for heading in IntegrationPage.headings {
            lines += ["## \(heading)", ""]
            switch heading {
            case "Settings":
                lines += [
                    IntegrationPage.tableStart, IntegrationPage.settingsTable(Gadget.manifest.settings),
                    IntegrationPage.tableEnd, "",
                ]
            case "Troubleshooting": lines += IntegrationError.Code.all.map { "- `\($0)`: a sentence." } + [""]
            default: lines += ["A sentence.", ""]
            }
        }
        return lines.joined(separator: "\n")
    }()

    static let goodQuality: String = {
        let lines = IntegrationContract.rules.map { rule in
            let isAccount = rule.name == "missing-account-is-unauthorized"
            return "\"\(rule.name)\": " + (isAccount ? #"{"exempt": "the service takes no account"}"# : "\"done\"")
        }
        return "{" + lines.joined(separator: ", ") + "}"
    }()
}
