// SPDX-License-Identifier: Apache-2.0
import StewardCommands

@main
enum Program {
    static func main() async {
        await StewardProgram.run()
    }
}
