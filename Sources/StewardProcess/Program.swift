// SPDX-License-Identifier: Apache-2.0
package import StewardCore

/// A program to run, never through a shell: each argument arrives as it is written here.
///
/// ```swift
/// let dump = Program("/usr/bin/pg_dump", ["--host=db", "steward"], secrets: ["PGPASSWORD": password])
/// let result = try await dump.run { piece in try file.write(piece) }.checked()
/// ```
///
/// Arguments can be seen by every user of the machine, so they are plain text; a secret goes into `secrets`, which
/// become environment variables, or into the input.
package struct Program: Sendable {
    /// The absolute path of the program's file.
    package var path: String
    package var arguments: [String]
    /// All of the program's environment; nothing is inherited.
    package var environment: [String: String]
    /// Environment variables that must not be seen.
    package var secrets: [String: Secret]
    /// The folder it runs in; `nil` for the current one.
    package var folder: String?

    package init(
        _ path: String, _ arguments: [String] = [], environment: [String: String] = [:],
        secrets: [String: Secret] = [:], folder: String? = nil
    ) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
        self.secrets = secrets
        self.folder = folder
    }

    /// The last part of the path.
    package var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// What a program reads on standard input.
    package enum Input: Sendable {
        case nothing
        case bytes([UInt8])
        case secret(Secret)
        case stream(ByteStream)
    }

    /// What a program may use up.
    package struct Limits: Sendable {
        /// How long it may run.
        package var time: Duration
        /// How many bytes it may write to standard output.
        package var output: Int
        /// How many of the last bytes of standard error are kept.
        package var errorText = 16_384
        /// How long it may take to end after SIGTERM before it gets SIGKILL.
        package var grace: Duration = .seconds(5)

        package init(time: Duration = .seconds(60), output: Int = 16 << 20) {
            self.time = time
            self.output = output
        }
    }
}
