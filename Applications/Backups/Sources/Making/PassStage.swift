// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import StewardCore
import StewardProcess

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program that a backup passes through, reading one pipe and writing the next.
struct PassStage: Sendable {
    let step: PassFailure.Step
    let program: Program
    /// The passphrase that it asks a terminal for. It then reads its input from a named pipe, the last argument.
    var passphrase: Secret?

    /// zstd with a checksum of its content, in one thread.
    static func compress(_ programs: BackupPrograms, level: Int) -> PassStage {
        PassStage(step: .compress, program: Program(programs.zstd, ["-q", "-c", "-\(level)", "-T1"]))
    }
    static func encrypt(_ programs: BackupPrograms, for recipients: [String]) -> PassStage {
        PassStage(step: .encrypt, program: Program(programs.age, recipients.flatMap { ["-r", $0] }))
    }
    static func encrypt(_ programs: BackupPrograms, with passphrase: Secret) -> PassStage {
        PassStage(step: .encrypt, program: Program(programs.age, ["-p"]), passphrase: passphrase)
    }

    /// What comes before writes here, and what runs the program to its end.
    struct Connected: Sendable {
        let input: Descriptor
        /// Throws `PartFailure`.
        let run: @Sendable () async throws -> Void
    }

    /// Connects the program's output; gives what it reads from.
    /// - Parameter scratch: a folder for the name of a pipe, which exists.
    func connect(to output: Descriptor, scratch: String) throws(BackupsError) -> Connected {
        if let passphrase { return try connect(to: output, scratch: scratch, passphrase: passphrase) }
        let pipe = try Pipe()
        return Connected(input: pipe.writing) {
            try await step.running(closing: output) {
                try await program.run(
                    input: .handedOver(pipe.reading.handOver()), output: .handedOver(output.handOver()),
                    limits: .unhurried)
            }
        }
    }

    private func connect(
        to output: Descriptor, scratch: String, passphrase: Secret
    ) throws(BackupsError) -> Connected {
        let pipe = try NamedPipe(in: scratch)
        let terminal = try Terminal()
        var program = program
        program.arguments.append(pipe.path)
        return Connected(input: pipe.writing) { [program] in
            defer { pipe.wasOpened() }
            try await step.running(closing: output) {
                try await terminal.attend(program, passphrase, output: output.handOver(), limits: .unhurried) {
                    pipe.wasOpened()
                }
            }
        }
    }

}

extension Terminal {
    /// Runs a program on this terminal to its end, answering its questions.
    /// - Parameters:
    ///   - output: a descriptor that belongs to the program from now on.
    ///   - asked: called when the program asks for the first time: its files are open then.
    func attend(
        _ program: Program, _ passphrase: Secret, output: Int32, limits: Program.Limits,
        asked: @escaping @Sendable () -> Void
    ) async throws -> ProgramResult {
        try await withThrowingTaskGroup(of: ProgramResult?.self) { group in
            group.addTask {
                try await program.run(
                    input: .handedOver(device.handOver()), output: .handedOver(output), limits: limits)
            }
            group.addTask {
                guard try await offThread({ answer(passphrase, asked: asked) }) else {
                    throw BackupsError(.program, "\(program.name) did not ask for its passphrase within a minute.")
                }
                return nil
            }
            var result: ProgramResult?
            for try await part in group { result = part ?? result }
            guard let result else { throw CancellationError() }
            return result
        }
    }
}

/// A pipe with a name, for a program that reads no descriptor it is given. Its bytes never lie on a disk.
final class NamedPipe: Sendable {
    let path: String
    let writing: Descriptor
    /// Both ends, until the program has the pipe open: without a reader nobody could write, and without a writer the
    /// program would wait for one, when all has been written before it came.
    private let held: [Descriptor]

    init(in folder: String) throws(BackupsError) {
        path = "\(folder)/pipe-\(getpid())-\(UInt64.random(in: .min ... .max))"
        guard mkfifo(path, 0o600) == 0 else { throw BackupsError.system(errno, path) }
        let reading = Descriptor(open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC))
        writing = Descriptor(open(path, O_WRONLY | O_CLOEXEC))
        held = [reading, Descriptor(open(path, O_WRONLY | O_CLOEXEC))]
        guard writing.number >= 0, held.allSatisfy({ $0.number >= 0 }) else {
            let failure = errno
            unlink(path)
            throw BackupsError.system(failure, path)
        }
        Pipe.widen(writing.number)
    }

    deinit { wasOpened() }

    /// Removes the names that killed processes left in a folder.
    static func sweep(_ folder: String) {
        for name in (try? DiskFile.names(folder)) ?? [] where name.hasPrefix("pipe-") {
            guard let owner = name.split(separator: "-").dropFirst().first.flatMap({ pid_t($0) }),
                kill(owner, 0) != 0, errno == ESRCH
            else { continue }
            // A program that still waits for a writer sees one come and go, and ends.
            Descriptor(open(folder + "/" + name, O_WRONLY | O_NONBLOCK | O_CLOEXEC)).close()
            DiskFile.remove(folder + "/" + name)
        }
    }

    /// The program has it open, or will never have: the name goes, and so do this process's own ends.
    func wasOpened() {
        for end in held { end.close() }
        unlink(path)
    }
}
