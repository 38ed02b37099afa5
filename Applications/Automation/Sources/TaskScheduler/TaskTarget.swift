// SPDX-License-Identifier: Apache-2.0

/// What a task of Windows runs, made a program of this machine: places filled in, quotation marks checked, targets
/// looked for.
package struct TaskTarget: Sendable {
    /// Stands in templates for the folder of the scripts.
    package static let placeholder = "{{SCRIPT_ROOT}}"

    /// The folder that takes the place of ``placeholder``; without `/` at its end.
    package var root: String?
    /// Which program of this machine runs what a program of Windows ran, by its file name in lower case, as
    /// `powershell.exe` and `/usr/bin/pwsh`.
    package var programs: [String: String]
    /// Whether there is a file of this path.
    package var exists: @Sendable (String) -> Bool

    package init(
        root: String? = nil, programs: [String: String] = [:], exists: @escaping @Sendable (String) -> Bool
    ) {
        self.root = root.map { $0.count > 1 && $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        self.programs = programs
        self.exists = exists
    }

    /// The program with its arguments.
    struct Command: Equatable {
        var program: String
        var arguments: [String]
        var folder: String?
        /// What has to be repaired before it can run.
        var faults: [String] = []
        /// What is different from Windows.
        var notes: [String] = []
    }

    func command(_ execute: WindowsTask.Execute) -> Command {
        var result = Command(program: execute.command, arguments: [], folder: nil)
        let line = execute.arguments ?? ""
        if let arguments = WindowsCommandLine.split(line) {
            result.arguments = arguments.map(placed)
        } else {
            result.faults.append("The arguments “\(line.prefix(200))” have a quotation mark that is not closed.")
        }
        let unquoted = WindowsCommandLine.split(execute.command)
        if execute.command.contains("\"") {
            if let only = unquoted?.first, unquoted?.count == 1 {
                result.program = only
            } else {
                result.faults.append("The command “\(execute.command.prefix(200))” is not quoted as one program.")
            }
        }
        find(&result)
        if let folder = execute.folder.map(placed) {
            if folder.hasPrefix("/") {
                result.folder = folder
            } else {
                result.notes.append("It ran in the folder “\(folder)”, which is not one of this machine; it runs in /.")
            }
        }
        check(&result)
        return result
    }

    /// The program that runs it here.
    private func find(_ result: inout Command) {
        result.program = placed(result.program)
        guard !result.program.hasPrefix("/") else { return }
        let name = result.program.split(whereSeparator: { $0 == "\\" || $0 == "/" }).last.map(String.init) ?? ""
        if let known = programs[result.program.lowercased()] ?? programs[name.lowercased()] {
            result.program = known
        } else {
            result.faults.append(
                "“\(result.program.prefix(100))” is no program of this machine; say which one runs it, "
                    + "as with --program \(name)=/usr/bin/\(Self.guess(name)).")
        }
    }

    /// Programs and scripts must be there.
    private func check(_ result: inout Command) {
        let texts = [result.program] + result.arguments + [result.folder ?? ""]
        if texts.contains(where: { $0.contains(Self.placeholder) }) {
            result.faults.append("It says \(Self.placeholder); give the folder of the scripts with --root.")
        }
        var paths = result.program.hasPrefix("/") ? [result.program] : []
        paths += result.arguments.filter { $0.hasPrefix("/") && Self.isScript($0) } + [result.folder].compactMap(\.self)
        for path in paths where !exists(path) && !path.contains(Self.placeholder) {
            result.faults.append("There is no “\(path.prefix(200))”, which it runs or runs in.")
        }
        for path in result.arguments where Self.isScript(path) && path.dropFirst().hasPrefix(":\\") {
            result.faults.append("“\(path.prefix(200))” is a path of Windows; there is no such file on this machine.")
        }
    }

    /// With the folder of the scripts filled in; what stands behind it becomes a path of this machine.
    private func placed(_ text: String) -> String {
        guard let root, text.contains(Self.placeholder) else { return text }
        let filled = text.replacing(Self.placeholder, with: root)
        return root.hasPrefix("/") ? filled.replacing("\\", with: "/") : filled
    }

    private static func isScript(_ path: String) -> Bool {
        [".ps1", ".py", ".sh", ".bat", ".cmd", ".exe", ".pl"].contains { path.lowercased().hasSuffix($0) }
    }

    private static func guess(_ name: String) -> String {
        let base = name.lowercased().hasSuffix(".exe") ? String(name.dropLast(4)) : name
        return ["powershell": "pwsh", "python": "python3", "cmd": "sh"][base.lowercased()] ?? base.lowercased()
    }
}
