#include "configuration.hpp"

#include "cbds/error.hpp"
#include "cbds/schema/nearest.hpp"
#include "common_options.hpp"
#include "environment.hpp"
#include "option_values.hpp"

#include <fnmatch.h>
#include <toml++/toml.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>

namespace cbds::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kName = "cbds.toml";

/// Something is wrong with the file.
class Problem : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Reads one file into the items of the parser.
class Reader {
public:
    Reader(std::string file, std::string folder, const Environment& environment)
        : file_(std::move(file)), folder_(std::move(folder)), environment_(environment) {}

    void read(const toml::table& table, CLI::App& app, const std::vector<std::string>& parents) {
        for (auto&& [key, node] : table) {
            const std::string name(key.str());
            if (CLI::App* sub = subcommand(app, name)) read_section(node, *sub, parents);
            else if (app.get_name() == "validate" && name == "paths") read_paths(node, app);
            else read_option(name, key.source(), node, app, parents);
        }
    }

    std::vector<CLI::ConfigItem> items;
    std::vector<PathSettings> paths;
    std::map<const CLI::Option*, std::size_t> lines;

private:
    [[noreturn]] void fail(const toml::source_region& place, const std::string& text) const {
        throw Problem(file_ + ':' + std::to_string(place.begin.line) + ": " + text);
    }

    static CLI::App* subcommand(CLI::App& app, const std::string& name) {
        for (CLI::App* sub : app.get_subcommands({}))
            if (sub->get_name() == name) return sub;
        return nullptr;
    }

    void read_section(const toml::node& node, CLI::App& app, std::vector<std::string> parents) {
        if (!node.is_table()) fail(node.source(), app.get_name() + ": this is a section, [" + app.get_name() + "]");
        parents.push_back(app.get_name());
        read(*node.as_table(), app, parents);
    }

    void read_option(const std::string& name, const toml::source_region& place, const toml::node& node, CLI::App& app,
                     const std::vector<std::string>& parents) {
        CLI::Option* option = app.get_option_no_throw("--" + name);
        if (option == nullptr || !option->get_configurable()) {
            const std::string section = parents.empty() ? "" : CLI::detail::join(parents, ".") + '.';
            const bool table = parents.empty() && node.is_table();
            std::vector<std::string> more;
            if (app.get_name() == "validate") more.emplace_back("paths");
            const std::string_view hint = parents.empty() && !table ? "; options stand in the section of a command" : "";
            fail(place, section + name + (table ? ": no such section" : ": no such option") + setting_suggestion(app, name, more).append(hint));
        }
        CLI::ConfigItem item{parents, name, values(node, name, *option)};
        for (std::string& value : item.inputs) {
            accept(node, name, value_complaint(*option, value));
            if (app.get_name() == "validate") check_rules(node, name, value);
            value = in_folder(value, *option);
        }
        if (item.inputs.empty()) return;  // an empty list says nothing
        accept(node, name, conversion_complaint(*option, item.inputs));
        lines[option] = node.source().begin.line;
        if (environment_.variable_of(*option).empty()) items.push_back(std::move(item));  // else the parser asks the environment
    }

    /// The values of an option, as they would be written on the command line.
    std::vector<std::string> values(const toml::node& node, const std::string& name, const CLI::Option& option) const {
        std::vector<std::string> texts;
        if (node.is_table() && takes_pairs(option)) {
            for (auto&& [key, value] : *node.as_table()) texts.push_back(std::string(key.str()) + '=' + text_of(value, std::string(key.str())));
        } else if (const toml::array* array = node.as_array(); array != nullptr && takes_several(option)) {
            for (const toml::node& value : *array) texts.push_back(text_of(value, name));
        } else if (is_flag(option)) {
            if (!node.is_boolean()) fail(node.source(), name + ": true or false is expected");
            texts.push_back(text_of(node, name));
        } else {
            if (node.is_boolean()) fail(node.source(), name + ": a value is expected, not true or false");
            texts.push_back(text_of(node, name));
        }
        return texts;
    }

    /// Numbers and dates as they are written, texts without quotes.
    [[nodiscard]] std::string text_of(const toml::node& node, const std::string& name) const {
        if (const auto text = node.value_exact<std::string>()) return *text;
        if (!node.is_value()) fail(node.source(), name + ": one value is expected");
        std::ostringstream text;
        text << toml::node_view<const toml::node>(node);
        return text.str();
    }

    void accept(const toml::node& node, const std::string& name, const std::string& complaint) const {
        if (!complaint.empty()) fail(node.source(), name + ": " + complaint);
    }

    /// Words for rules. Items are left to the command, which knows the dictionary.
    void check_rules(const toml::node& node, const std::string& name, const std::string& value) const {
        if (name == "severity") static_cast<void>(severity_of(node, value));
        if (name != "select" && name != "ignore") return;
        for (const std::string& word : split_list({value})) check_rule(node, word);
    }

    void check_rule(const toml::node& node, const std::string& word) const {
        try {
            if (!word.starts_with("item:")) static_cast<void>(rules::rules_named(word));
        } catch (const UsageError& error) {
            fail(node.source(), error.what());
        }
    }

    /// Paths are those seen from the folder of the file.
    [[nodiscard]] std::string in_folder(const std::string& value, const CLI::Option& option) const {
        const std::string type = option.get_type_name();
        if (folder_.empty() || (!type.starts_with("FILE") && !type.starts_with("DIR") && type != "OUT" && !type.ends_with("=FILE"))) return value;
        const std::size_t start = type.ends_with("=FILE") ? std::min(value.find('='), value.size() - 1) + 1 : 0;
        const std::string path = value.substr(start);
        return path == "-" || path.empty() ? value : value.substr(0, start) + (fs::path(folder_) / path).string();
    }

    void read_paths(const toml::node& node, CLI::App& app) {
        const toml::array* entries = node.as_array();
        if (entries == nullptr || !node.is_array_of_tables()) fail(node.source(), "validate.paths: this is a list of sections, [[validate.paths]]");
        for (const toml::node& entry : *entries) {
            PathSettings settings;
            settings.line = entry.source().begin.line;
            for (auto&& [key, value] : *entry.as_table()) read_setting(settings, key, value, app);
            if (settings.match.empty()) fail(entry.source(), "validate.paths: match is missing, which says for which files this holds");
            paths.push_back(std::move(settings));
        }
    }

    /// An option that was given on the command line replaces these too.
    void read_setting(PathSettings& settings, const toml::key& key, const toml::node& node, CLI::App& app) const {
        const std::string name(key.str());
        constexpr std::array<std::string_view, 5> kNames{"match", "select", "ignore", "severity", "edition"};
        if (std::find(kNames.begin(), kNames.end(), name) == kNames.end())
            fail(key.source(), "validate.paths." + name + ": no such setting" + schema::did_you_mean(name, kNames));
        if (name == "match") {
            settings.match = text_of(node, name);
            return;
        }
        const CLI::Option& option = *app.get_option("--" + name);
        const std::vector<std::string> texts = values(node, name, option);
        for (const std::string& text : texts) check_rules(node, name, text);
        if (!option.empty()) return;
        if (name == "select") settings.select = texts;
        if (name == "ignore") settings.ignore = texts;
        if (name == "severity")
            for (const std::string& text : texts) settings.severities.push_back(severity_of(node, text));
        if (name == "edition") settings.edition = edition_of(node, texts.front());
    }

    [[nodiscard]] rules::SeverityOverride severity_of(const toml::node& node, const std::string& text) const {
        try {
            const rules::SeverityOverride given = parse_severity("severity", text);
            check_rule(node, given.word);
            return given;
        } catch (const UsageError& error) {
            fail(node.source(), error.what());
        }
    }

    [[nodiscard]] schema::Edition edition_of(const toml::node& node, const std::string& text) const {
        const auto edition = schema::parse_edition(text);
        if (!edition) fail(node.source(), "edition " + text + ": no edition; `cbds schema --list` names them");
        return *edition;
    }

    std::string file_;
    std::string folder_;
    const Environment& environment_;
};

/// A path without dots, from the root of the file system.
fs::path plain(const fs::path& path) { return fs::absolute(path).lexically_normal(); }

bool matches(const std::string& pattern, const std::string& text) { return fnmatch(pattern.c_str(), text.c_str(), 0) == 0; }

}  // namespace

std::vector<CLI::ConfigItem> Configuration::from_config(std::istream& file) const {
    file_ = app_.get_config_ptr()->as<std::string>();
    folder_ = fs::path(file_).parent_path().string();
    Reader reader(file_, folder_, environment_);
    try {
        reader.read(toml::parse(file, file_), app_, {});
    } catch (const toml::parse_error& error) {
        problem_ = file_ + ':' + std::to_string(error.source().begin.line) + ": not TOML: " + std::string(error.description());
        return {};
    } catch (const Problem& problem) {
        problem_ = problem.what();
        return {};
    }
    paths_ = std::move(reader.paths);
    lines_ = std::move(reader.lines);
    return std::move(reader.items);
}

std::string Configuration::to_config(const CLI::App*, bool, bool, std::string) const { return {}; }

Origin Configuration::origin_of(const CLI::Option& option) const {
    if (std::string variable = environment_.variable_of(option); !variable.empty()) return {Origin::Source::environment, std::move(variable), 0};
    const auto line = lines_.find(&option);
    return line == lines_.end() ? Origin{} : Origin{Origin::Source::file, file_, line->second};
}

std::vector<const PathSettings*> Configuration::settings_for(const std::string& document) const {
    std::vector<const PathSettings*> settings;
    if (paths_.empty()) return settings;
    const std::string path = plain(document).lexically_relative(plain(folder_.empty() ? "." : folder_)).generic_string();
    const std::string name = path.substr(path.rfind('/') + 1);
    for (const PathSettings& each : paths_)
        if (matches(each.match, each.match.find('/') == std::string::npos ? name : path)) settings.push_back(&each);
    return settings;
}

std::string origin_text(const Origin& origin) {
    if (origin.source == Origin::Source::nowhere) return "default";
    return origin.line == 0 ? origin.name : origin.name + ':' + std::to_string(origin.line);
}

std::string find_configuration() {
    std::error_code error;
    const fs::path current = fs::current_path(error);
    if (error) return {};
    const char* home_text = std::getenv("HOME");
    const fs::path home = home_text == nullptr ? fs::path() : fs::weakly_canonical(home_text, error);
    const fs::path below_home = home.has_relative_path() && !error ? current.lexically_relative(home) : fs::path("..");
    const bool is_below_home = !below_home.empty() && *below_home.begin() != "..";
    fs::path way;
    for (fs::path folder = current;; folder = folder.parent_path(), way /= "..") {
        if (fs::is_regular_file(folder / kName, error)) return (way / kName).string();
        if (!is_below_home || folder == home || folder == folder.root_path()) return {};
    }
}

rules::SeverityOverride parse_severity(const std::string& option, const std::string& text) {
    const std::size_t sign = text.rfind('=');
    const auto severity = sign == std::string::npos ? std::nullopt : rules::find_severity(text.substr(sign + 1));
    if (!severity || sign == 0) throw UsageError(option + ' ' + text + ": expected WORD=SEVERITY with the severity error, query or info");
    return {text.substr(0, sign), *severity};
}

}  // namespace cbds::cli
