// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Files

/// `steward drive recover …`
struct DriveRecoverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover",
        abstract: "Bring files back out of the trash, and download them (gdrive_recover).",
        discussion: """
            A run goes on where it was stopped. Nothing is trashed or deleted that was not downloaded and verified \
            before.

            Exit status: 0 everything succeeded; 1 a file failed, or the run was cancelled or could not sign in; 2 the \
            command line, the lock, an id, a policy or the kept state is wrong.
            """,
        subcommands: [RecoverDryRun.self, RecoverOnly.self, RecoverAndDownload.self])

    /// Without a subcommand.
    func run() async throws {
        Printer.standardError(Self.helpMessage() + "\n")
        throw ExitStatus.arguments.code
    }
}

/// `steward drive recover dry-run`
struct RecoverDryRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dry-run", abstract: "Show what would be done, check rights and space, and change nothing.")

    @OptionGroup var options: DriveRecoverOptions
    @OptionGroup var download: DriveDownloadOptions
    @OptionGroup var drive: DriveOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await RecoverRunner(
            command: download.downloadDir == nil && download.folderId == nil ? .recoverOnly : .recoverAndDownload,
            options: options, download: download, isFresh: false, drive: drive, output: output
        ).plan()
    }
}

/// `steward drive recover recover-only`
struct RecoverOnly: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover-only", abstract: "Take files out of the trash.")

    @Flag(name: .long, help: "Forget what an earlier run with this state file did.")
    var freshRun = false

    @OptionGroup var options: DriveRecoverOptions
    @OptionGroup var drive: DriveOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await RecoverRunner(
            command: .recoverOnly, options: options, download: nil, isFresh: freshRun, drive: drive, output: output
        ).run()
    }
}

/// `steward drive recover recover-and-download`
struct RecoverAndDownload: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover-and-download",
        abstract: "Take files out of the trash, download and verify them, then retain, trash or delete them.")

    @Flag(name: .long, help: "Forget what an earlier run with this state file did.")
    var freshRun = false

    @OptionGroup var options: DriveRecoverOptions
    @OptionGroup var download: DriveDownloadOptions
    @OptionGroup var drive: DriveOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await RecoverRunner(
            command: .recoverAndDownload, options: options, download: download, isFresh: freshRun, drive: drive,
            output: output
        ).run()
    }
}
