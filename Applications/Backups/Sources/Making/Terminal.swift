// SPDX-License-Identifier: Apache-2.0
import StewardCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A terminal that answers every question of a program with the same passphrase.
///
/// Programs that want a passphrase read it from a terminal alone. This one has no screen and no keyboard: what is typed
/// passes through the kernel's buffer of the pseudo-terminal, and through no file, argument or environment.
struct Terminal: Sendable {
    /// The program's side: its standard input.
    let device: Descriptor
    private let keyboard: Descriptor

    /// - Throws: `BackupsError` when the system gives no pseudo-terminal.
    init() throws(BackupsError) {
        let failure = { BackupsError(.program, "This machine gives no pseudo-terminal (/dev/ptmx); mount devpts.") }
        keyboard = Descriptor(open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC))
        guard let name = Self.deviceName(keyboard.number) else { throw failure() }
        device = Descriptor(open(name, O_RDWR | O_NOCTTY | O_CLOEXEC))
        guard device.number >= 0 else { throw failure() }
        // What is typed must not come back as if the program had said it.
        var settings = termios()
        guard tcgetattr(device.number, &settings) == 0 else { throw failure() }
        settings.c_lflag &= ~tcflag_t(ECHO)
        guard tcsetattr(device.number, TCSANOW, &settings) == 0 else { throw failure() }
    }

    /// Unlocks the program's side; gives its name.
    private static func deviceName(_ number: Int32) -> String? {
        #if os(Linux)
            // What unlockpt and ptsname do, which Glibc's module leaves out: TIOCSPTLCK and TIOCGPTN of ioctl_tty(2).
            var isLocked: Int32 = 0
            var device: UInt32 = 0
            guard number >= 0, ioctl(number, 0x4004_5431, &isLocked) == 0, ioctl(number, 0x8004_5430, &device) == 0
            else { return nil }
            return "/dev/pts/\(device)"
        #else
            guard grantpt(number) == 0, unlockpt(number) == 0, let name = ptsname(number) else { return nil }
            return String(cString: name)
        #endif
    }

    /// Types the passphrase after every question, until nobody has the terminal any more. Blocks its thread.
    /// - Parameter asked: called before the first answer.
    /// - Returns: `false` when nobody asked anything for a minute.
    func answer(_ passphrase: Secret, asked: () -> Void) -> Bool {
        defer { keyboard.close() }
        var said: [UInt8] = []
        var isFirst = true
        var piece = [UInt8](repeating: 0, count: 1024)
        while true {
            var waited = pollfd(fd: keyboard.number, events: Int16(POLLIN), revents: 0)
            guard poll(&waited, 1, isFirst ? 60_000 : -1) != 0 else { return false }
            let count = read(keyboard.number, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return true }
            said = (said + piece[..<count]).suffix(512)
            guard said.ends(with: ": ".utf8) else { continue }
            said = []
            if isFirst { asked() }
            isFirst = false
            let failure = Array((passphrase.reveal() + "\n").utf8).withUnsafeBytes {
                writeAll($0, to: keyboard.number)
            }
            if failure != 0 { return true }
        }
    }

    /// Why a passphrase cannot be typed; `nil` when it can.
    static func problem(of passphrase: Secret) -> String? {
        let text = passphrase.reveal()
        if text.isEmpty { return "The passphrase is empty." }
        if text.utf8.count > 1000 { return "The passphrase has more than 1,000 bytes." }
        let isPlain = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        return isPlain ? nil : "The passphrase has a line end or another control character."
    }
}

extension Array where Element == UInt8 {
    fileprivate func ends(with end: some Collection<UInt8>) -> Bool { suffix(end.count).elementsEqual(end) }
}
