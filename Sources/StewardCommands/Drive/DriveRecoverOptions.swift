// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Files
import Foundation
import StewardCore

/// What every way of recovering takes. The names are those of the recovery program that this one takes over from, so
/// that scripts and scheduled tasks keep running.
struct DriveRecoverOptions: ParsableArguments {
    @Option(name: .long, parsing: .upToNextOption, help: "Only names that end in these, as jpg tar.gz.")
    var extensions: [String] = []

    @Option(
        name: .long,
        help: "Only files modified after this (ISO 8601; without a zone: UTC). A drive knows no time of trashing.")
    var afterDate: String?

    @Option(name: .long, parsing: .upToNextOption, help: "Only these files.")
    var fileIds: [String] = []

    @Option(name: .customLong("post-restore-policy"), help: "After a verified download: retain, trash or delete.")
    var policy = "trash"

    @Option(name: .long, help: "Files downloaded at once; at most 4 for each processor, and 64.")
    var concurrency = 5

    @Option(name: .customLong("max-rps"), help: "Calls a second; 0 for no limit.")
    var maxRPS = 5.0

    @Option(name: .long, help: "Calls that may come at once; 0 spaces them evenly.")
    var burst = 0

    @Option(name: .long, help: "The most files that are not done yet; 0 for all.")
    var limit = 0

    @Option(name: .long, help: "The run's name, and where an old state file is taken over from, once.")
    var stateFile = "gdrive_recovery_state.json"

    @Option(name: .long, help: "Files that are brought to their end before the next ones begin.")
    var processBatchSize = 500

    @Option(name: .long, help: "A log of the run; empty for none.")
    var logFile = "gdrive_recovery.log"

    @Option(name: .long, help: "Files that fail are added to this list (CSV).")
    var failedFile: String?

    @Flag(name: .long, help: "Put the time into the names of the log and of the list of failed files.")
    var timestampedOutput = false

    @Flag(name: [.customShort("y"), .long], help: "Ask no question.")
    var yes = false

    @Flag(name: .shortAndLong, help: "Say more; twice: say everything.")
    var verbose: Int

    @Flag(name: .long, help: "Go on although another run holds the lock.")
    var force = false

    @Option(name: .long, help: "Seconds to wait for another run's lock.")
    var lockTimeout = 0

    @Flag(name: .customLong("no-emoji"), help: "Accepted; labels are always words.")
    var noEmoji = false

    @OptionGroup var accepted: AcceptedRecoverOptions
}

/// Options for a closer look, and those that only had a meaning for the old program's libraries: these are taken, so
/// that old command lines run.
struct AcceptedRecoverOptions: ParsableArguments {
    @Flag(name: .customLong("client-per-thread"), help: "Accepted; makes no difference.")
    var clientPerThread = false
    @Flag(name: .customLong("single-client"), help: "Accepted; makes no difference.")
    var singleClient = false
    @Option(name: .customLong("http-pool-maxsize"), help: "Accepted; makes no difference.")
    var poolSize = 32
    @Option(name: .customLong("http-transport"), help: "Accepted; makes no difference.")
    var transport = "auto"
    @Flag(name: .customLong("strict-policy"), help: "Accepted; an unknown policy is always an error.")
    var strictPolicy = false
    @Flag(name: .customLong("rl-diagnostics"), help: "With -vv, print every 5 s what the limiter does.")
    var limiterDiagnostics = false
    @Flag(name: .customLong("debug-parity"), help: "Print what the look at the given ids counted.")
    var debugParity = false
    @Flag(
        name: .customLong("fail-on-parity-mismatch"), help: "Fail when of a given id nothing is known after the look.")
    var failOnParityMismatch = false
    @Option(name: .customLong("parity-metrics-file"), help: "Write that into this file, as JSON.")
    var parityMetricsFile: String?
    @Flag(name: .customLong("clear-id-cache"), help: "Accepted; nothing is remembered of ids.")
    var clearIDCache = false
}

/// What downloads take besides.
struct DriveDownloadOptions: ParsableArguments {
    @Option(name: .long, help: "Download what is below this folder, and is not in the trash.")
    var folderId: String?

    @Option(name: .long, help: "Try again what is on this list of failed files.")
    var retryFailedFile: String?

    @Option(name: .long, help: "Where downloads go.", completion: .directory)
    var downloadDir: String?

    @Flag(name: .long, help: "Replace files that are there.")
    var overwrite = false

    @Flag(name: .long, help: "Leave files that are there; where they are the very same, they count as downloaded.")
    var skipExisting = false

    @Flag(name: .long, help: "Accepted; a download always has a name of its own until it was verified.")
    var directDownload = false
}
