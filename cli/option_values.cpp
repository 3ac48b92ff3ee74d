#include "option_values.hpp"

#include "cbds/schema/nearest.hpp"

namespace cbds::cli {

std::string setting_name(const CLI::Option& option) {
    return option.get_configurable() && !option.get_lnames().empty() ? option.get_lnames().front() : std::string();
}

bool is_flag(const CLI::Option& option) { return option.get_expected_max() == 0; }

bool takes_several(const CLI::Option& option) { return option.get_expected_max() > 1; }

bool takes_pairs(const CLI::Option& option) { return option.get_type_name().find('=') != std::string::npos; }

std::string value_complaint(CLI::Option& option, std::string value) {
    for (int i = 0;; ++i) {
        CLI::Validator* validator = nullptr;
        try {
            validator = option.get_validator(i);
        } catch (const CLI::OptionNotFound&) {
            return {};
        }
        if (std::string complaint = (*validator)(value); !complaint.empty()) return complaint;
    }
}

std::string conversion_complaint(CLI::Option& option, const std::vector<std::string>& values) {
    if (!option.empty()) return {};  // the command line goes first
    std::string complaint;
    try {
        option.add_result(values);
        option.run_callback();
    } catch (const CLI::ConversionError&) {
        complaint = values.front() + (is_flag(option) ? ": true or false is expected" : ": a number is expected");
    } catch (const CLI::ParseError& error) {
        complaint = error.what();
    }
    option.clear();
    return complaint;
}

std::string setting_suggestion(CLI::App& app, std::string_view word, std::vector<std::string> names) {
    for (const CLI::Option* option : app.get_options())
        if (std::string name = setting_name(*option); !name.empty()) names.push_back(std::move(name));
    for (const CLI::App* sub : app.get_subcommands({})) names.push_back(sub->get_name());
    return schema::did_you_mean(word, std::vector<std::string_view>(names.begin(), names.end()));
}

}  // namespace cbds::cli
