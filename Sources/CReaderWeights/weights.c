// SPDX-License-Identifier: Apache-2.0
#pragma clang diagnostic ignored "-Wc23-extensions"
#include "CReaderWeights.h"

static const unsigned char digits[] = {
#embed "digits.weights"
};
static const unsigned char handwritten_digits[] = {
#embed "handwritten-digits.weights"
};
static const unsigned char words[] = {
#embed "words.weights"
};

const CReaderWeights creader_digits = {digits, sizeof digits};
const CReaderWeights creader_handwritten_digits = {handwritten_digits, sizeof handwritten_digits};
const CReaderWeights creader_words = {words, sizeof words};
