/// @file
/// The examples of a rule: small documents that it finds fault with or accepts.
#pragma once

#include "cbds/rules/rule.hpp"
#include "cbds/sample/example.hpp"

#include <iosfwd>
#include <string>

namespace cbds::cli {

/// The example of a rule that shows it best: one at a boundary only where there is no other. Null where there is none.
[[nodiscard]] const sample::ExampleCase* find_example(const rules::Rule& rule, bool bad) noexcept;

/// The lines in which the example differs from the plain document that it is made from, and what the rule says of it.
void write_example(const rules::Rule& rule, const sample::ExampleCase& example, std::ostream& out);

/// Writes the documents of the example: one to a file, or to standard output (`-`); several into a folder.
/// @throws UsageError where there are several, and no folder for them
void save_example(const sample::ExampleCase& example, const std::string& output, bool overwrite, std::ostream& out);

}  // namespace cbds::cli
