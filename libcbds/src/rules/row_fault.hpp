/// @file
/// What is told of a slip of the pen in a rule's row.
#pragma once

#include "cbds/error.hpp"
#include "cbds/rules/rule.hpp"

#include <string>
#include <string_view>

namespace cbds::rules {

/// @throws DictionaryError that names the rule, what is wrong, and the text in which it is
[[noreturn]] inline void fail(const Rule& rule, std::string_view what, std::string_view text) {
    throw DictionaryError("rule " + std::string(rule.code) + ": " + std::string(what) + ": " + std::string(text));
}

}  // namespace cbds::rules
