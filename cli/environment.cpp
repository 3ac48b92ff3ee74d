#include "environment.hpp"

#include "cbds/schema/nearest.hpp"
#include "option_values.hpp"

#include <algorithm>
#include <cstdlib>
#include <sstream>

namespace cbds::cli {
namespace {

constexpr const char* kConfiguration = "CBDS_CONFIG";

/// `fail-on` as a part of a variable's name: `FAIL_ON`.
std::string capitals(std::string name) {
    for (char& c : name) c = c == '-' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return name;
}

std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> values;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        if (!line.empty()) values.push_back(line);
    return values;
}

}  // namespace

Environment::Environment(CLI::App& app, const char* const* variables) {
    for (CLI::App* command : app.get_subcommands({})) {
        prefixes_.push_back("CBDS_" + capitals(command->get_name()) + '_');
        name_options(*command, prefixes_.back());
    }
    std::map<std::string, std::string> ours;  // in one order, so that one of several slips is always the same
    for (; variables != nullptr && *variables != nullptr; ++variables) {
        const std::string text(*variables);
        const std::size_t sign = std::min(text.find('='), text.size());
        if (text.starts_with("CBDS_") && sign + 1 < text.size()) ours.emplace(text.substr(0, sign), text.substr(sign + 1));
    }
    for (const auto& [name, value] : ours) take(name, value);
}

void Environment::name_options(CLI::App& app, const std::string& prefix) {
    for (CLI::Option* option : app.get_options())
        if (const std::string name = setting_name(*option); !name.empty()) options_.emplace(prefix + capitals(name), option);
    for (CLI::App* sub : app.get_subcommands({})) name_options(*sub, prefix + capitals(sub->get_name()) + '_');
}

void Environment::take(const std::string& name, const std::string& value) {
    const auto found = options_.find(name);
    const std::string wrong = found == options_.end() ? slip(name) : complaint(*found->second, value);
    if (!wrong.empty() && problem_.empty()) problem_ = name + ": " + wrong;
    if (!wrong.empty() || found == options_.end()) return;
    found->second->envname(name);
    if (takes_several(*found->second)) found->second->delimiter('\n');
    variables_.emplace(found->second, name);
}

std::string Environment::complaint(CLI::Option& option, const std::string& value) const {
    const std::vector<std::string> values = takes_several(option) ? lines(value) : std::vector<std::string>{value};
    if (values.empty()) return "a value is expected";
    for (const std::string& each : values)
        if (std::string wrong = value_complaint(option, each); !wrong.empty()) return wrong;
    return conversion_complaint(option, values);
}

/// A variable that begins as those of a command, or is nearly one of them, was meant for us.
std::string Environment::slip(const std::string& name) const {
    if (name == kConfiguration) return {};
    std::vector<std::string_view> names{kConfiguration};
    for (const auto& [each, option] : options_) names.push_back(each);
    const std::string suggestion = schema::did_you_mean(name, names);
    const bool of_command = std::any_of(prefixes_.begin(), prefixes_.end(), [&](const std::string& prefix) { return name.starts_with(prefix); });
    return of_command || !suggestion.empty() ? "no option has this variable" + suggestion : std::string();
}

std::string Environment::variable_of(const CLI::Option& option) const {
    const auto found = variables_.find(&option);
    return found == variables_.end() ? std::string() : found->second;
}

std::string configuration_variable() {
    const char* const value = std::getenv(kConfiguration);
    return value == nullptr ? std::string() : value;
}

}  // namespace cbds::cli
