// SPDX-License-Identifier: Apache-2.0
#if os(Linux)
    import CLinux
    import Glibc
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

    /// Lets go of the pages of the program and its libraries that only the start needed, which are most: the kernel
    /// takes sixteen at a time. Those that are needed again come from the page cache while they are there.
    /// Nothing that may be written is touched. A breakpoint that a debugger has set goes with its page.
    static func leaveStart() {
        #if os(Linux)
            _ = dl_iterate_phdr(
                { image, _, _ in
                    guard let image = image?.pointee, let headers = image.dlpi_phdr else { return 0 }
                    for header in UnsafeBufferPointer(start: headers, count: Int(image.dlpi_phnum)) {
                        Memory.leave(header, at: image.dlpi_addr)
                    }
                    return 0
                }, nil)
        #endif
    }

    #if os(Linux)
        /// Only whole pages of a segment that is read and never written.
        private static func leave(_ header: Elf64_Phdr, at base: Elf64_Addr) {
            guard header.p_type == PT_LOAD, header.p_flags & UInt32(PF_W) == 0 else { return }
            let page = UInt64(sysconf(Int32(_SC_PAGESIZE)))
            let start = (base + header.p_vaddr + page - 1) / page * page
            let end = (base + header.p_vaddr + header.p_filesz) / page * page
            guard end > start, let address = UnsafeMutableRawPointer(bitPattern: UInt(start)) else { return }
            _ = madvise(address, Int(end - start), MADV_DONTNEED)
        }
    #endif
}
