// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What this process is called among the nodes of an installation.
enum ProcessName {
    static var host: String { ProcessInfo.processInfo.hostName }
    static var identifier: Int32 { ProcessInfo.processInfo.processIdentifier }
}
