// SPDX-License-Identifier: Apache-2.0
// What glibc and Linux offer and Swift's Glibc module leaves out. On other systems these do nothing.
// It includes no header of the system: under other macros than the Glibc module's the two would disagree.
#pragma once

/// Settles how malloc takes memory from the kernel.
void clinux_settle_malloc(void);

/// Gives the kernel back the pages of the program and its libraries that are only read.
void clinux_leave_read_only_pages(void);
