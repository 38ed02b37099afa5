// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "CLinux.h"

#if defined(__linux__)
#include <features.h>
#endif
#if defined(__GLIBC__)
#include <link.h>
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

void clinux_settle_malloc(void) {
    mallopt(M_ARENA_MAX, 4);
    mallopt(M_TOP_PAD, 16 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
    mallopt(M_MMAP_THRESHOLD, 8 << 20);
}

/// Only whole pages of a segment that is read and never written.
static int leave(struct dl_phdr_info *image, size_t size, void *context) {
    (void)size;
    (void)context;
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    for (int index = 0; index < image->dlpi_phnum; index += 1) {
        const ElfW(Phdr) *header = &image->dlpi_phdr[index];
        if (header->p_type != PT_LOAD || (header->p_flags & PF_W) != 0) continue;
        const uintptr_t segment = image->dlpi_addr + header->p_vaddr;
        const uintptr_t start = (segment + page - 1) / page * page;
        const uintptr_t end = (segment + header->p_filesz) / page * page;
        if (end > start) madvise((void *)start, end - start, MADV_DONTNEED);
    }
    return 0;
}

void clinux_leave_read_only_pages(void) {
    dl_iterate_phdr(leave, NULL);
}
#else
void clinux_settle_malloc(void) {}
void clinux_leave_read_only_pages(void) {}
#endif
