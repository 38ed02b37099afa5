// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// How a task of Windows is run. What is not said has the value that the schema of Task Scheduler gives it.
package struct TaskSettings: Sendable, Hashable {
    package enum Instances: String, Sendable, CaseIterable {
        case parallel = "Parallel"
        case queue = "Queue"
        case ignoreNew = "IgnoreNew"
        case stopExisting = "StopExisting"
    }

    package var instances: Instances = .ignoreNew
    package var disallowsStartOnBatteries = true
    package var stopsOnBatteries = true
    package var allowsHardTerminate = true
    package var startsWhenAvailable = false
    package var onlyIfNetwork = false
    package var network = Network()
    package var idle = Idle()
    package var allowsStartOnDemand = true
    package var isEnabled = true
    package var isHidden = false
    package var onlyIfIdle = false
    package var wakesToRun = false
    /// `nil` is no limit.
    package var timeLimit: Duration? = .seconds(72 * 3600)
    /// 0, the most urgent, to 10.
    package var priority = 7
    package var restart: Restart?
    package var others: [XMLElement] = []

    package init() {}

    /// The network that must be there.
    package struct Network: Sendable, Hashable {
        package var name: String?
        package var id: String?
        package var others: [XMLElement] = []
    }

    package struct Idle: Sendable, Hashable {
        package var stopsOnIdleEnd = true
        package var restartsOnIdle = false
        package var others: [XMLElement] = []
    }

    /// Starts again after a failure.
    package struct Restart: Sendable, Hashable {
        package var interval: Duration
        package var count: Int

        package init(interval: Duration, count: Int) {
            self.interval = interval
            self.count = count
        }
    }
}
