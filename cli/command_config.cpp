#include "command_config.hpp"

#include "cbds/error.hpp"
#include "cbds/schema/nearest.hpp"
#include "configuration.hpp"
#include "option_values.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

namespace cbds::cli {
namespace {

using Json = nlohmann::ordered_json;

/// One option and what it is set to.
struct Setting {
    std::string section;  ///< `convert`, `id.make.upn`
    std::string name;
    CLI::Option* option = nullptr;
    std::vector<std::string> values;  ///< none: it is not set, and has no default
    Origin origin;
};

/// Of an option that nobody set. What the option itself would refuse stands for something that no value says.
std::vector<std::string> default_values(CLI::Option& option) {
    if (is_flag(option)) return {"false"};
    option.capture_default_str();
    const std::string text = option.get_default_str();
    if (text.empty() || takes_several(option) || !value_complaint(option, text).empty()) return {};
    return {text};
}

std::vector<std::string> values_of(CLI::Option& option, const Origin& origin) {
    if (origin.source == Origin::Source::nowhere) return default_values(option);
    if (is_flag(option)) return {option.as<bool>() ? "true" : "false"};
    return option.results();
}

void add_settings(CLI::App& app, const std::string& section, const Configuration& configuration, std::vector<Setting>& settings) {
    for (CLI::Option* option : app.get_options()) {
        const std::string name = setting_name(*option);
        if (name.empty()) continue;
        const Origin origin = configuration.origin_of(*option);
        settings.push_back({section, name, option, values_of(*option, origin), origin});
    }
    for (CLI::App* sub : app.get_subcommands({})) add_settings(*sub, section + '.' + sub->get_name(), configuration, settings);
}

/// A text as TOML and JSON both write it.
std::string quoted(const std::string& text) { return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace); }

bool is_bare(const std::string& key) {
    constexpr std::string_view kBare = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    return !key.empty() && key.find_first_not_of(kBare) == std::string::npos;
}

std::string toml_list(const std::vector<std::string>& values) {
    std::string text;
    for (const std::string& value : values) text += (text.empty() ? "" : ", ") + quoted(value);
    return '[' + text + ']';
}

/// Several pairs may stand in one text, as on the command line.
std::string toml_pairs(const std::vector<std::string>& values) {
    std::string text;
    for (const std::string& value : values) {
        const std::size_t sign = value.find('=');
        if (sign == std::string::npos || value.find(',') != std::string::npos) return toml_list(values);
        const std::string key = value.substr(0, sign);
        text += (text.empty() ? " " : ", ") + (is_bare(key) ? key : quoted(key)) + " = " + quoted(value.substr(sign + 1));
    }
    return '{' + text + " }";
}

/// Numbers without quotes, where they are written as a number is written.
std::string toml_value(const std::string& value) {
    constexpr std::size_t kMostDigits = 18;
    const bool digits = !value.empty() && value.size() <= kMostDigits && value.find_first_not_of("0123456789") == std::string::npos;
    return digits && (value == "0" || value.front() != '0') ? value : quoted(value);
}

std::string toml_of(const Setting& setting) {
    if (is_flag(*setting.option)) return setting.values.front();
    if (takes_pairs(*setting.option)) return toml_pairs(setting.values);
    return takes_several(*setting.option) ? toml_list(setting.values) : toml_value(setting.values.front());
}

std::string severity_text(const rules::SeverityOverride& severity) { return severity.word + '=' + std::string(rules::severity_name(severity.severity)); }

std::vector<std::string> severity_texts(const PathSettings& path) {
    std::vector<std::string> texts;
    for (const rules::SeverityOverride& each : path.severities) texts.push_back(severity_text(each));
    return texts;
}

void write_path(const PathSettings& path, const std::string& file, std::ostream& out) {
    out << "\n[[validate.paths]]  # " << file << ':' << path.line << "\nmatch = " << quoted(path.match) << '\n';
    if (!path.select.empty()) out << "select = " << toml_list(path.select) << '\n';
    if (!path.ignore.empty()) out << "ignore = " << toml_list(path.ignore) << '\n';
    if (!path.severities.empty()) out << "severity = " << toml_pairs(severity_texts(path)) << '\n';
    if (path.edition) out << "edition = " << quoted(schema::edition_name(*path.edition)) << '\n';
}

void write_toml(const std::vector<Setting>& settings, const Configuration& configuration, bool with_paths, std::ostream& out) {
    out << "# " << (configuration.file().empty() ? "no cbds.toml" : configuration.file()) << '\n';
    std::string section;
    for (const Setting& setting : settings) {
        if (setting.section != section) out << "\n[" << (section = setting.section) << "]\n";
        if (setting.values.empty()) out << "# " << setting.name << ": not set\n";
        else out << setting.name << " = " << toml_of(setting) << "  # " << origin_text(setting.origin) << '\n';
    }
    for (const PathSettings& path : configuration.paths())
        if (with_paths) write_path(path, configuration.file(), out);
}

Json json_value(const Setting& setting) {
    if (setting.values.empty()) return {};
    if (is_flag(*setting.option)) return setting.values.front() == "true";
    if (takes_several(*setting.option)) return setting.values;
    return setting.values.front();
}

Json json_of(const Setting& setting) {
    Json json{{"command", setting.section}, {"option", setting.name}, {"value", json_value(setting)}};
    switch (setting.origin.source) {
    case Origin::Source::nowhere: json["source"] = "default"; break;
    case Origin::Source::environment: json.update({{"source", "environment"}, {"variable", setting.origin.name}}); break;
    case Origin::Source::file: json.update({{"source", "file"}, {"line", setting.origin.line}}); break;
    }
    return json;
}

Json json_of(const PathSettings& path) {
    Json json{{"match", path.match}, {"select", path.select}, {"ignore", path.ignore}, {"severity", severity_texts(path)}};
    json["edition"] = path.edition ? Json(schema::edition_name(*path.edition)) : Json();
    json["line"] = path.line;
    return json;
}

void write_json(const std::vector<Setting>& settings, const Configuration& configuration, bool with_paths, std::ostream& out) {
    Json json{{"schema", "cbds.config/1"}, {"file", configuration.file().empty() ? Json() : Json(configuration.file())}};
    json["options"] = Json::array();
    for (const Setting& setting : settings) json["options"].push_back(json_of(setting));
    json["paths"] = Json::array();
    for (const PathSettings& path : configuration.paths())
        if (with_paths) json["paths"].push_back(json_of(path));
    out << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

/// `cbds config show`. Nothing is masked: no option holds a secret, since secrets come from files.
class CommandConfig final : public Command {
public:
    void add_options(CLI::App& app) override {
        app.require_subcommand(1);
        CLI::App* const show = app.add_subcommand("show", "The options that hold where the command line does not say others, and where they come from");
        show->add_option("command", command_, "Only those of this command")->type_name("COMMAND");
        show->add_option("--format", format_, "toml or json")->check(CLI::IsMember({"toml", "json"}))->type_name("FORMAT");
        name_ = app.get_name();
    }

    void configure(const Configuration& configuration) override { configuration_ = &configuration; }

    void check_options() override {
        for (CLI::App* app : configuration_->app().get_subcommands({}))
            if (app->get_name() != name_) commands_.push_back(app);
        if (command_.empty()) return;
        std::vector<std::string> names;
        for (const CLI::App* app : commands_) names.push_back(app->get_name());
        std::erase_if(commands_, [&](const CLI::App* app) { return app->get_name() != command_; });
        if (commands_.empty()) throw UsageError(command_ + ": no such command" + schema::did_you_mean(command_, std::vector<std::string_view>(names.begin(), names.end())));
    }

    ExitCode run(Context& context) override {
        std::vector<Setting> settings;
        for (CLI::App* app : commands_) add_settings(*app, app->get_name(), *configuration_, settings);
        const bool with_paths = command_.empty() || command_ == "validate";
        if (format_ == "json") write_json(settings, *configuration_, with_paths, context.out);
        else write_toml(settings, *configuration_, with_paths, context.out);
        return ExitCode::done;
    }

private:
    const Configuration* configuration_ = nullptr;
    std::vector<CLI::App*> commands_;
    std::string name_;
    std::string command_;
    std::string format_ = "toml";
};

}  // namespace

std::unique_ptr<Command> make_command_config() { return std::make_unique<CommandConfig>(); }

}  // namespace cbds::cli
