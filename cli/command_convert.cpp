#include "command_convert.hpp"

#include "cbds/error.hpp"
#include "cbds/formats/map.hpp"
#include "cbds/io/inputs.hpp"
#include "cbds/io/progress.hpp"
#include "common_options.hpp"
#include "convert_register.hpp"
#include "convert_report.hpp"
#include "run_lock.hpp"

#include <boost/filesystem.hpp>

namespace cbds::cli {
namespace {

namespace fs = boost::filesystem;

constexpr std::uint64_t kWorthProgress = std::uint64_t{64} << 20;  // bytes

class CommandConvert final : public Command {
public:
    void add_options(CLI::App& app) override;
    void check_options() override;
    ExitCode run(Context& context) override;

private:
    void check_batch();
    void read_header_options();
    [[nodiscard]] formats::DocumentInputOptions input_options(ConvertReport& report) const;
    [[nodiscard]] ConvertRunOptions run_options();
    [[nodiscard]] std::string shape() const;
    [[nodiscard]] ExitCode exit_code(const ConvertReport& report) const;

    ReadingOptions reading_;
    ConvertOutput output_;
    ConvertRegister register_;
    ConvertReportOptions report_;
    [[nodiscard]] ConvertRegisterFacts register_facts() const;
    [[nodiscard]] ExitCode suggest(Context& context);
    void load_map();

    std::string from_;
    std::string map_file_;
    std::string suggest_map_;
    std::optional<formats::ColumnMap> map_;
    std::string where_;
    std::string name_;
    std::string lock_;
    std::string redact_ = "direct";
    std::vector<std::string> header_texts_;
    std::vector<std::pair<std::string, std::string>> header_;
    bool allow_loss_ = false;
    bool whole_numbers_ = false;
    bool drop_keys_ = false;
    bool resume_ = false;
};

void CommandConvert::add_options(CLI::App& app) {
    reading_.add_to(app);
    output_.add_to(app);
    app.add_option("--from", from_, "Format of the inputs, or form of registers, where looking at them is not enough")->type_name("FORMAT");
    app.add_flag("--allow-loss", allow_loss_, "Write even what loses something");
    app.add_option("--where", where_, "Only these records: 'NCyearActual=6 and Sex=F'")->type_name("EXPRESSION");
    app.add_option("--header", header_texts_, "An item of the header that the input does not have")->type_name("ITEM=VALUE")->allow_extra_args(false);
    app.add_option("--map", map_file_, "Turn the columns of any spreadsheet into items, as this file says")->type_name("FILE");
    app.add_option("--suggest-map", suggest_map_, "Write a map for this spreadsheet, to be looked through")->type_name("FILE.csv");
    app.add_flag("--whole-numbers", whole_numbers_, "COLLECT: read 132.0 as 132 where a whole number belongs");
    app.add_flag("--drop-keys", drop_keys_, "COLLECT: forget the columns that are no items");
    app.add_option("--name", name_, "A file for each document, named so: '{la}{estab}_{serial}.{format}'")->type_name("PATTERN");
    app.add_flag("--resume", resume_, "Pass over what an earlier run has done and nobody has changed");
    app.add_option("--summary", report_.summary, "Write what became of each document, as JSON")->type_name("FILE");
    app.add_option("--lock", lock_, "End at once where another run holds this file")->type_name("FILE");
    app.add_option("--log-file", report_.log_file, "Add a line for each document to this file")->type_name("FILE");
    app.add_option("--redact", redact_, "What messages hide of the keys of pupils: direct shows UPNs, all shows none")
        ->check(CLI::IsMember({"direct", "all", "none"}))->type_name("WHAT");
    app.add_flag("--quiet", report_.quiet, "No messages but those of failure");
    register_.add_to(app);
}

void CommandConvert::check_options() {
    reading_.check();
    if (!suggest_map_.empty()) return;
    if (ConvertRegister::is_named(output_.to(), from_)) return register_.check(register_facts());
    output_.check();
    if (!from_.empty() && !formats::find_format(from_))
        throw UsageError("--from " + from_ + ": no format; xml csv collect-csv json ndjson sqlite sql xlsx are, and of registers marks-csv, "
                         "register-csv, json, ndjson, ctf, census, store");
    read_header_options();
    check_batch();
    report_.overwrite = output_.overwrite();
    report_.words.keys = redact_ != "all";
}

ConvertRegisterFacts CommandConvert::register_facts() const {
    return {reading_, output_, from_, map_file_, report_.quiet, allow_loss_};
}

/// A folder as output takes a file for each document.
void CommandConvert::check_batch() {
    boost::system::error_code error;
    const std::string& path = output_.path();
    const bool tables = output_.format() == formats::Format::csv || output_.format() == formats::Format::collect_csv;
    const bool folder = path.ends_with('/') || (!tables && fs::is_directory(path, error));
    if (name_.empty() && folder && !tables) name_ = "{stem}.{format}";
    if (!name_.empty() && path == "-") throw UsageError("--name needs a folder: give it with -o");
    if (name_.empty() && resume_) throw UsageError("--resume is for a file for each document: give a folder with -o, or --name");
    if (!name_.empty()) static_cast<void>(convert::NamePattern(name_));
}

void CommandConvert::read_header_options() {
    header_.clear();
    for (const std::string& text : header_texts_) {
        const std::size_t equals = text.find('=');
        if (equals == 0 || equals == std::string::npos) throw UsageError("--header " + text + ": write ITEM=VALUE, as Year=2024");
        header_.emplace_back(text.substr(0, equals), text.substr(equals + 1));
    }
}

formats::DocumentInputOptions CommandConvert::input_options(ConvertReport& report) const {
    formats::DocumentInputOptions options;
    options.inputs = {reading_.paths(), reading_.stdin_name(), {}, {}};
    if (!from_.empty()) options.format = formats::find_format(from_);
    options.edition = reading_.edition();
    options.encoding = reading_.encoding();
    options.delimiter = output_.format() == formats::Format::csv ? '\0' : output_.delimiter();
    options.header = header_;
    options.map = map_ ? &*map_ : nullptr;
    options.whole_numbers = whole_numbers_;
    options.drop_keys = drop_keys_;
    options.note = [&](const formats::ReadingNote& note) { report.note(note); };
    return options;
}

std::string CommandConvert::shape() const {
    std::string text = output_.shape() + '\n' + from_ + '\n' + where_ + '\n' + (allow_loss_ ? 'A' : '-') + (whole_numbers_ ? 'W' : '-') + (drop_keys_ ? 'D' : '-');
    for (const auto& [item, value] : header_) text += '\n' + item + '=' + value;
    if (const auto edition = reading_.edition()) text += '\n' + schema::edition_name(*edition);
    return text;
}

ConvertRunOptions CommandConvert::run_options() {
    ConvertRunOptions options;
    options.conversion.edition = reading_.edition();
    options.conversion.encoding = reading_.encoding();
    options.conversion.target = output_.target();
    options.conversion.other_term = allow_loss_ ? convert::OtherTerm::allowed : convert::OtherTerm::refused;
    options.conversion.where = where_;
    options.conversion.read.jobs = reading_.jobs();
    options.jobs = reading_.jobs();
    options.allow_loss = allow_loss_;
    options.resume = resume_;
    options.name_pattern = name_;
    options.folder = output_.path();
    while (options.folder.size() > 1 && options.folder.ends_with('/')) options.folder.pop_back();
    options.shape = shape();
    return options;
}

/// In a batch what could not be done is trouble; a single document that is no good is a finding.
ExitCode CommandConvert::exit_code(const ConvertReport& report) const {
    const std::uint64_t bad = report.count(ConvertStatus::refused) + report.count(ConvertStatus::lossy);
    const std::uint64_t worse = report.count(ConvertStatus::unreadable) + report.count(ConvertStatus::unwritten);
    if (bad + worse == 0) return ExitCode::done;
    return worse > 0 || report.documents() > 1 ? ExitCode::trouble : ExitCode::findings;
}

/// The proposal goes where an output goes.
ExitCode CommandConvert::suggest(Context& context) {
    io::Inputs inputs({{suggest_map_}, reading_.stdin_name(), {}});
    const auto input = inputs.next();
    if (!input) throw InputError(suggest_map_ + ": no file is there");
    const schema::Edition edition = reading_.edition().value_or(reading_.dictionary().nearest({schema::Collection::ctf, schema::kLatest}));
    const auto stream = input->open();
    io::OutputFile file(output_.path(), {.overwrite = output_.overwrite(), .personal = false, .spooled = true}, &context.out);
    file.stream() << formats::suggest_map(*stream, suggest_map_, edition, reading_.dictionary());
    file.commit();
    return ExitCode::done;
}

void CommandConvert::load_map() {
    map_ = formats::ColumnMap::load(map_file_, reading_.dictionary());
    if (reading_.encoding()) map_->encoding = reading_.encoding();
}

ExitCode CommandConvert::run(Context& context) {
    if (!suggest_map_.empty()) return suggest(context);
    const RunLock lock(lock_);
    if (ConvertRegister::is_named(output_.to(), from_)) return register_.run(register_facts(), context);
    if (ConvertRegister::looks_so(register_facts())) {
        register_.check(register_facts());
        return register_.run(register_facts(), context);
    }
    register_.check_absent();
    if (!map_file_.empty()) load_map();
    ConvertReport report(report_, context);
    ConvertRunOptions options = run_options();
    formats::DocumentInputs inputs(reading_.dictionary(), input_options(report));
    const std::uint64_t bytes = inputs.bytes();
    io::Progress progress(context.err, context.err_is_terminal && !report_.quiet && name_.empty() && bytes > kWorthProgress, bytes);
    if (name_.empty()) options.conversion.read.progress = [&](std::uint64_t read) { progress.advance(read); };
    ConvertRun(reading_.dictionary(), output_, std::move(options), context).run(inputs, [&](const ConvertedDocument& document) {
        progress.clear();
        report.document(document);
    });
    if (report.documents() == 0) throw InputError(in_words(reading_.paths()) + ": no document is there, nothing was converted");
    report.end(inputs.skipped());
    return exit_code(report);
}

}  // namespace

std::unique_ptr<Command> make_command_convert() { return std::make_unique<CommandConvert>(); }

}  // namespace cbds::cli
