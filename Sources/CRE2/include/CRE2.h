#ifndef CRE2_H
#define CRE2_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled pattern of RE2: matching takes time linear in the text. Source: RE2, doc/syntax.txt.
typedef struct cre2_pattern cre2_pattern;

/// Compiles a pattern (UTF-8, `length` bytes); `max_memory` bounds program and cache, in bytes.
/// Gives NULL only where memory runs out; a faulty pattern is one that is not valid.
cre2_pattern *cre2_pattern_create(const char *text, size_t length, size_t max_memory);

/// Frees a pattern; NULL is allowed.
void cre2_pattern_free(cre2_pattern *pattern);

/// Whether the pattern was compiled.
bool cre2_pattern_is_valid(const cre2_pattern *pattern);

/// What is wrong with a pattern that is not valid: RE2's sentence, alive as long as the pattern.
const char *cre2_pattern_error(const cre2_pattern *pattern);

/// The number of instructions of the compiled program: the cost of one byte of text at worst.
size_t cre2_pattern_size(const cre2_pattern *pattern);

/// Whether the pattern matches anywhere in the text (UTF-8, `length` bytes). Safe from several threads at once.
bool cre2_pattern_matches(const cre2_pattern *pattern, const char *text, size_t length);

#ifdef __cplusplus
}
#endif

#endif
