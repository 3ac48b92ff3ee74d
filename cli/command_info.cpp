#include "command_info.hpp"

#include "cbds/formats/inventory.hpp"
#include "cbds/io/inputs.hpp"
#include "common_options.hpp"

#include <nlohmann/json.hpp>

#include <ostream>

namespace cbds::cli {
namespace {

class CommandInfo final : public Command {
public:
    void add_options(CLI::App& app) override {
        reading_.add_to(app);
        app.add_option("--format", format_, "text or json")->check(CLI::IsMember({"text", "json"}));
    }
    void check_options() override { reading_.check(); }
    ExitCode run(Context& context) override;

private:
    ReadingOptions reading_;
    std::string format_ = "text";
};

std::string school_of(const formats::Inventory& file) {
    std::string school = file.la.empty() && file.estab.empty() ? "unknown" : file.la + '/' + file.estab;
    if (!file.school_name.empty()) school += ' ' + file.school_name;
    return school;
}

/// Text that came out of a document may hold anything; a terminal must not be told what to do by it.
std::string printable(std::string text) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7F') c = '?';
    return text;
}

void write_text(const formats::Inventory& file, std::ostream& out) {
    out << printable(file.name) << '\n';
    const auto line = [&](std::string_view label, const std::string& value) {
        if (!value.empty()) out << "  " << label << std::string(12 - label.size(), ' ') << printable(value) << '\n';
    };
    if (file.collection) {
        line("collection", std::string(schema::collection_title(*file.collection)));
        line("edition", schema::edition_name(file.edition));
        line("school", school_of(file));
        line("made", file.time_stamp);
    }
    line("encoding", file.encoding + (file.byte_order_mark ? " with byte order mark" : ""));
    if (!file.unreadable) line("size", std::to_string(file.bytes) + " bytes");
    for (const formats::RecordCount& roll : file.rolls) {
        line("records", std::to_string(roll.count) + ' ' + roll.name);
        for (const formats::SectionCount& section : roll.sections)
            line("", std::to_string(section.count) + " with " + section.name);
    }
    if (file.collection && file.rolls.empty() && file.problem.empty()) line("records", "0");
    line("problem", file.problem);
}

nlohmann::json json_of(const formats::Inventory& file) {
    nlohmann::json json{{"path", file.name}, {"encoding", file.encoding}, {"byte_order_mark", file.byte_order_mark}, {"bytes", file.bytes},
                        {"records", file.records}};
    json["collection"] = file.collection ? nlohmann::json(schema::collection_name(*file.collection)) : nlohmann::json();
    json["edition"] = file.collection ? nlohmann::json(schema::edition_name(file.edition)) : nlohmann::json();
    json["school"] = {{"la", file.la}, {"estab", file.estab}, {"name", file.school_name}};
    json["time_stamp"] = file.time_stamp;
    json["rolls"] = nlohmann::json::array();
    for (const formats::RecordCount& roll : file.rolls) {
        nlohmann::json sections = nlohmann::json::object();
        for (const formats::SectionCount& section : roll.sections) sections[section.name] = section.count;
        json["rolls"].push_back({{"name", roll.name}, {"records", roll.count}, {"sections", std::move(sections)}});
    }
    json["problem"] = file.problem.empty() ? nlohmann::json() : nlohmann::json(file.problem);
    return json;
}

ExitCode CommandInfo::run(Context& context) {
    io::Inputs inputs({reading_.paths(), reading_.stdin_name(), {}});
    xml::ReadOptions options;
    options.jobs = reading_.jobs();
    nlohmann::json files = nlohmann::json::array();
    bool unreadable = false;
    bool problem = false;
    while (const auto input = inputs.next()) {
        const formats::Inventory file = formats::take_inventory(reading_.dictionary(), *input, options, reading_.edition(), reading_.encoding());
        unreadable |= file.unreadable;
        problem |= !file.problem.empty();
        if (format_ == "text") write_text(file, context.out);
        else files.push_back(json_of(file));
    }
    if (format_ == "json")
        context.out << nlohmann::json{{"schema", "cbds.info/1"}, {"files", std::move(files)}, {"skipped", inputs.skipped()}}.dump(
                           2, ' ', false, nlohmann::json::error_handler_t::replace)
                    << '\n';
    return unreadable ? ExitCode::trouble : problem ? ExitCode::findings : ExitCode::done;
}

}  // namespace

std::unique_ptr<Command> make_command_info() { return std::make_unique<CommandInfo>(); }

}  // namespace cbds::cli
