// SPDX-License-Identifier: CC-BY-SA-3.0
// The weights of the reader of cells: Training/MODEL.md says how they were made and what they can do.
#pragma once
#include <stddef.h>

typedef struct {
    const unsigned char *bytes;
    size_t count;
} CReaderWeights;

/// Digits of a vote cell.
extern const CReaderWeights creader_digits;
/// Number words of a vote cell.
extern const CReaderWeights creader_words;
