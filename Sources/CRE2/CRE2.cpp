#include "CRE2.h"

#include <new>
#include <re2/re2.h>

struct cre2_pattern {
    re2::RE2 compiled;
    cre2_pattern(const re2::StringPiece &text, const re2::RE2::Options &options) : compiled(text, options) {}
};

extern "C" cre2_pattern *cre2_pattern_create(const char *text, size_t length, size_t max_memory) {
    try {
        re2::RE2::Options options;
        options.set_encoding(re2::RE2::Options::EncodingUTF8);
        options.set_log_errors(false);
        options.set_max_mem(static_cast<int64_t>(max_memory));
        return new cre2_pattern(re2::StringPiece(text, length), options);
    } catch (...) {
        return nullptr;
    }
}

extern "C" void cre2_pattern_free(cre2_pattern *pattern) { delete pattern; }

extern "C" bool cre2_pattern_is_valid(const cre2_pattern *pattern) { return pattern->compiled.ok(); }

extern "C" const char *cre2_pattern_error(const cre2_pattern *pattern) { return pattern->compiled.error().c_str(); }

extern "C" size_t cre2_pattern_size(const cre2_pattern *pattern) {
    const int size = pattern->compiled.ProgramSize();
    return size > 0 ? static_cast<size_t>(size) : 0;
}

extern "C" bool cre2_pattern_matches(const cre2_pattern *pattern, const char *text, size_t length) {
    try {
        return re2::RE2::PartialMatch(re2::StringPiece(text, length), pattern->compiled);
    } catch (...) {
        return false;
    }
}
