/// @file
/// A rule in words: what `cbds rules` lists, explains and exports, all from the rows of the table.
#pragma once

#include "cbds/rules/rule.hpp"

#include <nlohmann/json.hpp>

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::cli {

/// The collection that the rule belongs to; empty where it belongs to all.
[[nodiscard]] std::string collection_of(const rules::Rule& rule);

/// The first and the last edition of the rule: `school-census@2024-autumn`; empty without a limit.
[[nodiscard]] std::string since_of(const rules::Rule& rule);
[[nodiscard]] std::string until_of(const rules::Rule& rule);

/// `spring autumn`; the terms of a School Census that run the rule.
[[nodiscard]] std::string terms_of(const rules::Rule& rule);

/// `PS SS`; the phases of schools for which it is run.
[[nodiscard]] std::string phases_of(const rules::Rule& rule);

/// All facts of a rule as one object.
[[nodiscard]] nlohmann::ordered_json rule_json(const rules::Rule& rule);

/// What the rule asks for, in one sentence with the names of items and the conditions of its row.
[[nodiscard]] std::string demand_of(const rules::Rule& rule);

/// Everything that is known about the rule, for a person, without its examples.
void write_explanation(const rules::Rule& rule, std::ostream& out);

/// All rules as a document in Markdown, and as the list in cbds-rules(5).
void write_markdown(const std::vector<const rules::Rule*>& rules, std::ostream& out);
void write_manual(const std::vector<const rules::Rule*>& rules, std::ostream& out);

}  // namespace cbds::cli
