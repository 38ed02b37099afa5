// SPDX-License-Identifier: Apache-2.0
import CLinux

/// How this process takes memory from the system.
enum Memory {
    /// Few arenas, so that threads wait little for each other, each grown by many megabytes of addresses at a time and
    /// not given back at once. Left alone they grow by single pages: a long import then asks the kernel ten thousand
    /// times. What is not used takes no memory. The pieces that files are moved in come from it too: else the
    /// kernel maps, clears and unmaps each, which takes longer than moving it. So do whole files of a few megabytes.
    static func settle() {
        clinux_settle_malloc()
    }

    /// Lets go of the pages of the program and its libraries that only the start needed, which are most: the kernel
    /// takes sixteen at a time. Those that are needed again come from the page cache while they are there.
    /// Nothing that may be written is touched. A breakpoint that a debugger has set goes with its page.
    static func leaveStart() {
        clinux_leave_read_only_pages()
    }
}
