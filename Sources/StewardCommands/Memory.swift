// SPDX-License-Identifier: Apache-2.0
#if os(Linux)
    import CLinux
#endif

/// How this process takes memory from the system.
enum Memory {
    /// Few arenas, so that threads wait little for each other, each grown by many megabytes of addresses at a time and
    /// not given back at once. Left alone they grow by single pages: a long import then asks the kernel ten thousand
    /// times. What is not used takes no memory. The pieces that files are moved in come from it too: else the
    /// kernel maps, clears and unmaps each, which takes longer than moving it. So do whole files of a few megabytes.
    static func settle() {
        #if os(Linux)
            _ = mallopt(M_ARENA_MAX, 4)
            _ = mallopt(M_TOP_PAD, 16 << 20)
            _ = mallopt(M_TRIM_THRESHOLD, 64 << 20)
            _ = mallopt(M_MMAP_THRESHOLD, 8 << 20)
        #endif
    }
}
