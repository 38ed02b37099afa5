// SPDX-License-Identifier: CC-BY-SA-3.0
// The weights of the reader of cells: Training/MODEL.md says how they were made and what they can do.
#pragma once
#include <stddef.h>

typedef struct {
    const unsigned char *bytes;
    size_t count;
} CReaderWeights;

/// Typed digits of a vote cell, and printed row numbers.
extern const CReaderWeights creader_digits;
/// Digits of a vote cell that were written by hand.
extern const CReaderWeights creader_handwritten_digits;
/// Number words of a vote cell.
extern const CReaderWeights creader_words;
