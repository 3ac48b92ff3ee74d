#include "command_info.hpp"

#include "cbds/formats/inventory.hpp"
#include "cbds/io/inputs.hpp"
#include "cbds/report/escape.hpp"
#include "cbds/io/output.hpp"
#include "common_options.hpp"
#include "info_register.hpp"

#include <nlohmann/json.hpp>

#include <ostream>

namespace cbds::cli {
namespace {

using Json = nlohmann::ordered_json;

class CommandInfo final : public Command {
public:
    void add_options(CLI::App& app) override {
        reading_.add_to(app);
        app.add_option("--format", format_, "text or json")->check(CLI::IsMember({"text", "json"}))->type_name("FORMAT");
        app.add_option("-o,--output", output_, "File to write; - is standard output")->type_name("FILE");
        app.add_flag("--overwrite", overwrite_, "Replace the file if it exists");
    }
    void check_options() override { reading_.check(); }
    ExitCode run(Context& context) override;

private:
    [[nodiscard]] ExitCode list(std::ostream& out);

    ReadingOptions reading_;
    std::string format_ = "text";
    std::string output_ = "-";
    bool overwrite_ = false;
};

std::string school_of(const formats::Inventory& file) {
    std::string school = file.la.empty() && file.estab.empty() ? "unknown" : file.la + '/' + file.estab;
    if (!file.school_name.empty()) school += ' ' + file.school_name;
    return school;
}

void write_text(const formats::Inventory& file, std::ostream& out) {
    out << report::printable(file.name) << '\n';
    const auto line = [&](std::string_view label, const std::string& value) {
        if (!value.empty()) out << "  " << label << std::string(12 - label.size(), ' ') << report::printable(value) << '\n';
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

Json rolls_json(const formats::Inventory& file) {
    Json rolls = Json::array();
    for (const formats::RecordCount& roll : file.rolls) {
        Json sections = Json::object();
        for (const formats::SectionCount& section : roll.sections) sections[section.name] = section.count;
        rolls.push_back({{"name", roll.name}, {"records", roll.count}, {"sections", std::move(sections)}});
    }
    return rolls;
}

Json json_of(const formats::Inventory& file) {
    return {{"path", file.name},
            {"collection", file.collection ? Json(schema::collection_name(*file.collection)) : Json()},
            {"edition", file.collection ? Json(schema::edition_name(file.edition)) : Json()},
            {"school", {{"la", file.la}, {"estab", file.estab}, {"name", file.school_name}}},
            {"time_stamp", file.time_stamp},
            {"encoding", file.encoding},
            {"byte_order_mark", file.byte_order_mark},
            {"bytes", file.bytes},
            {"records", file.records},
            {"rolls", rolls_json(file)},
            {"problem", file.problem.empty() ? Json() : Json(file.problem)}};
}

/// What the files come to.
struct Totals {
    std::uint64_t files = 0;
    std::uint64_t records = 0;
    bool unreadable = false;
    bool problem = false;

    void add(const formats::Inventory& file) {
        ++files;
        records += file.records;
        unreadable |= file.unreadable;
        problem |= !file.problem.empty();
    }
    void add(const RegisterInventory& file) {
        ++files;
        records += file.enrolments;
        unreadable |= file.unreadable;
        problem |= !file.problem.empty();
    }
    [[nodiscard]] ExitCode exit_code() const { return unreadable ? ExitCode::trouble : problem ? ExitCode::findings : ExitCode::done; }
};

/// The last line of an inventory, where it is of more than one file.
void write_totals(const Totals& totals, std::uint64_t skipped, std::ostream& out) {
    if (totals.files == 1 && skipped == 0) return;
    out << (totals.files == 0 ? "" : "\n") << counted(totals.files, "file", "files");
    if (skipped != 0) out << " (" << skipped << " more skipped)";
    out << ", " << counted(totals.records, "record", "records") << '\n';
}

ExitCode CommandInfo::run(Context& context) {
    io::OutputFile file(output_, {.overwrite = overwrite_, .personal = false}, &context.out);
    const ExitCode code = list(file.stream());
    file.commit();
    return code;
}

ExitCode CommandInfo::list(std::ostream& out) {
    io::Inputs inputs({reading_.paths(), reading_.stdin_name(), {}});
    xml::ReadOptions options;
    options.jobs = reading_.jobs();
    Json files = Json::array();
    Totals totals;
    registers::RegisterInputOptions register_options;
    register_options.jobs = reading_.jobs();
    register_options.encoding = reading_.encoding();
    const auto tell = [&](const auto& file) {
        totals.add(file);
        if (format_ == "text") write_text(file, out);
        else files.push_back(json_of(file));
    };
    while (const auto input = inputs.next()) {
        if (const auto found = take_register_inventory(*input, register_options)) tell(*found);
        else tell(formats::take_inventory(reading_.dictionary(), *input, options, reading_.edition(), reading_.encoding()));
    }
    if (format_ == "text") {
        write_totals(totals, inputs.skipped(), out);
        return totals.exit_code();
    }
    const Json json{{"schema", "cbds.info/1"}, {"files", std::move(files)}, {"skipped", inputs.skipped()}};
    out << json.dump(2, ' ', true, Json::error_handler_t::replace) << '\n';
    return totals.exit_code();
}

}  // namespace

std::unique_ptr<Command> make_command_info() { return std::make_unique<CommandInfo>(); }

}  // namespace cbds::cli
