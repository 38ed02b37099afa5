// SPDX-License-Identifier: Apache-2.0
import Automation
import Foundation
import StewardJobs

/// The jobs of commands, of the health check and of the purge of logs.
extension Handlers {
    static func automation(_ installation: Installation) -> [any JobHandler] {
        var environment = CommandRunner.standardEnvironment
        // Where a program finds the settings and password files of the user that the server runs as.
        environment["HOME"] = FileManager.default.homeDirectoryForCurrentUser.path(percentEncoded: false)
        return AutomationJobs.handlers(
            installation.automation,
            runner: CommandRunner(
                vault: installation.secrets, clock: installation.clock, environment: environment),
            health: installation.healthSources, protecting: [installation.folder.path])
    }
}
