#include "command_schema.hpp"

#include "cbds/error.hpp"
#include "cbds/io/output.hpp"
#include "cbds/schema/edition_xsd.hpp"
#include "cbds/schema/json_schema.hpp"

#include <optional>
#include <ostream>
#include <string>

namespace cbds::cli {
namespace {

class CommandSchema final : public Command {
public:
    void add_options(CLI::App& app) override;
    void check_options() override;
    ExitCode run(Context& context) override;

private:
    void write_list(const schema::Dictionary& dictionary, std::ostream& out) const;
    void write_schema(const schema::Dictionary& dictionary, std::ostream& out) const;

    [[nodiscard]] bool is_json() const { return format_ == "json-schema"; }

    std::string edition_name_;
    std::optional<schema::Edition> edition_;
    std::optional<schema::Collection> collection_;  ///< all editions of it
    std::string format_ = "xsd";
    bool list_ = false;
    std::string output_ = "-";
    bool overwrite_ = false;
    std::string xsd_dir_;
};

void CommandSchema::add_options(CLI::App& app) {
    app.add_option("edition", edition_name_, "Edition, as ctf@26.0 or school-census@2026-spring")->type_name("EDITION");
    app.add_option("--format", format_, "xsd: XML Schema; json-schema: of JSON, also for a whole collection, as ctf")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"xsd", "json-schema"}));
    app.add_flag("--list", list_, "Name all editions, one a line");
    app.add_option("-o,--output", output_, "File to write; - is standard output")->type_name("FILE");
    app.add_flag("--overwrite", overwrite_, "Replace the file if it exists");
    app.add_option("--xsd-dir", xsd_dir_, "Folder of the dictionary, in place of the built-in one")->type_name("DIR");
}

void CommandSchema::check_options() {
    if (list_ != edition_name_.empty()) throw UsageError("schema: give an edition, or --list and no edition");
    edition_ = schema::parse_edition(edition_name_);
    if (is_json()) collection_ = schema::find_collection(edition_name_);
    if (!list_ && !edition_ && !collection_) throw UsageError(edition_name_ + ": no edition; `cbds schema --list` names them");
}

void CommandSchema::write_list(const schema::Dictionary& dictionary, std::ostream& out) const {
    for (std::size_t i = 0; i < schema::kCollections; ++i) {
        schema::Edition edition{static_cast<schema::Collection>(i), 0};
        const schema::EditionRange& covered = dictionary.collection(edition.collection).editions;
        for (edition.ordinal = covered.since; edition.ordinal <= covered.until; ++edition.ordinal)
            out << schema::edition_name(edition) << '\n';
    }
}

void CommandSchema::write_schema(const schema::Dictionary& dictionary, std::ostream& out) const {
    if (list_) write_list(dictionary, out);
    else if (collection_) schema::write_json_schema(dictionary, *collection_, out);
    else if (is_json()) schema::write_json_schema(dictionary, *edition_, out);
    else schema::write_edition_xsd(dictionary, *edition_, out);
}

ExitCode CommandSchema::run(Context& context) {
    std::optional<schema::Dictionary> given;
    if (!xsd_dir_.empty()) given.emplace(schema::Dictionary::load(xsd_dir_));
    const schema::Dictionary& dictionary = given ? *given : schema::Dictionary::built_in();
    io::OutputFile file(output_, {.overwrite = overwrite_, .personal = false}, &context.out);
    write_schema(dictionary, file.stream());
    file.commit();
    return ExitCode::done;
}

}  // namespace

std::unique_ptr<Command> make_command_schema() { return std::make_unique<CommandSchema>(); }

}  // namespace cbds::cli
