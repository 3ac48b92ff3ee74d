#include "convert_register.hpp"

#include "cbds/error.hpp"
#include "cbds/io/inputs.hpp"
#include "cbds/report/escape.hpp"
#include "cbds/schema/nearest.hpp"
#include "common_options.hpp"
#include "first_look.hpp"

#include <boost/filesystem.hpp>

#include <algorithm>
#include <array>
#include <ostream>
#include <vector>

namespace cbds::cli {
namespace {

using registers::Form;
using registers::WrittenForm;

constexpr std::array<const char*, 9> kRegisterOptions{"--pupils", "--schools", "--calendar", "--codes", "--conflicts", "--scope", "--agreements",
                                                      "--reference-date", "--period"};
constexpr std::array<const char*, 17> kDocumentOptions{"--edition", "--xsd-dir", "--to-edition", "--items", "--sections", "--labels", "--delimiter", "--bom",
                                                       "--schema", "--protect-formulas", "--where", "--header", "--whole-numbers", "--drop-keys",
                                                       "--name", "--resume", "--summary"};

constexpr std::string_view kWhatCanBeDone =
    "registers are written as marks-csv, register-csv, wide-csv, ndjson, json, assembly-json and xlsx; `cbds attendance ctf` puts marks into a transfer "
    "file, `cbds attendance census` into a return";

/// Forms that documents have too.
bool is_format_too(std::string_view name) { return formats::find_format(name).has_value(); }

std::vector<std::string_view> written_names() {
    std::vector<std::string_view> names;
    for (const WrittenForm form : {WrittenForm::marks_csv, WrittenForm::register_csv, WrittenForm::wide_csv, WrittenForm::ndjson, WrittenForm::json,
                                   WrittenForm::assembly_json, WrittenForm::xlsx})
        names.push_back(written_form_name(form));
    return names;
}

/// What the map says of the columns of registers. A map of documents has other words: it says nothing here, and who reads the documents reads it.
registers::ColumnNames names_of(const std::string& map_file) {
    try {
        return map_file.empty() ? registers::ColumnNames() : registers::ColumnNames::load(map_file);
    } catch (const Error&) {
        return {};
    }
}

}  // namespace

void ConvertRegister::add_to(CLI::App& app) {
    app_ = &app;
    options_.add_tables_to(app);
    app.add_option("--period", period_text_, "Registers: only marks of these days, both included: 2026-09-01..2026-12-31")->type_name("A..B");
}

bool ConvertRegister::is_given(const std::string& option) const { return app_->get_option(option)->count() > 0; }

bool ConvertRegister::is_named(const std::string& to, const std::string& from) {
    return (registers::find_written_form(to) && !is_format_too(to)) || (registers::find_form(from) && !is_format_too(from));
}

bool ConvertRegister::looks_so(const ConvertRegisterFacts& facts) {
    const auto& paths = facts.reading.paths();
    boost::system::error_code error;
    if (paths.empty() || !boost::filesystem::is_regular_file(paths.front(), error)) return false;
    if (!facts.from.empty() && !registers::find_form(facts.from)) return false;
    io::Inputs inputs({{paths.front()}, paths.front(), {}});
    const auto input = inputs.next();
    if (!input) return false;
    try {
        const auto form = registers::look_at_register(first_look(*input), names_of(facts.map_file), facts.reading.encoding());
        return form && *form != Form::ctf && *form != Form::census;
    } catch (const InputError&) {
        return false;  // whoever reads it says why it cannot be read
    }
}

void ConvertRegister::check_output(const ConvertRegisterFacts& facts) const {
    boost::system::error_code error;
    const std::string& path = facts.output.path();
    if (path.ends_with('/') || boost::filesystem::is_directory(path, error)) throw UsageError("-o " + path + ": a register is one file; give it a name");
}

void ConvertRegister::check(const ConvertRegisterFacts& facts) {
    const std::string& to = facts.output.to();
    const auto form = registers::find_written_form(to);
    if (to.empty()) throw UsageError("--to is needed: " + std::string(kWhatCanBeDone));
    if (!form) {
        const bool other = is_format_too(to) || to.find('@') != std::string::npos;
        throw UsageError("--to " + to + (other ? ": a register cannot be written so" : ": no form of registers" + schema::did_you_mean(to, written_names())) +
                         "; " + std::string(kWhatCanBeDone));
    }
    form_ = *form;
    for (const char* option : kDocumentOptions)
        if (is_given(option)) throw UsageError(std::string(option) + " is for documents, and registers are converted");
    check_output(facts);
    if (!period_text_.empty()) writing_.period = parse_period_option(period_text_);
    if (writing_.period && writing_.period->until < writing_.period->from)
        throw UsageError("--period " + period_text_ + ": write two dates, as 2026-09-01..2026-12-31");
    options_.take(facts.reading, facts.from, facts.map_file, facts.quiet);
    options_.check();
    if (!options_.scope().shows_pupils())
        throw UsageError("--scope national: a register names pupils, which this reader may not see; cbds attendance makes sums");
}

void ConvertRegister::check_absent() const {
    for (const char* option : kRegisterOptions)
        if (is_given(option))
            throw UsageError(std::string(option) + " is for registers: --to marks-csv, register-csv, wide-csv, ndjson, json, assembly-json, xlsx");
}

/// One input that is no good register is a finding, as a document is; among several it is trouble.
ExitCode ConvertRegister::run(const ConvertRegisterFacts& facts, Context& context) {
    try {
        return convert(facts, context);
    } catch (const DocumentError& error) {
        if (facts.reading.paths().size() > 1) throw;
        context.err << report::printable(error.what()) << '\n';
        return ExitCode::findings;
    }
}

ExitCode ConvertRegister::convert(const ConvertRegisterFacts& facts, Context& context) {
    const std::string& path = facts.output.path();
    if (form_ == WrittenForm::xlsx && path == "-" && context.out_is_terminal) throw UsageError("--to xlsx is nothing for a terminal: give a file with -o");
    const registers::Register source = options_.read(context, false, writing_.period);
    const RegisterLosses& losses = options_.losses();
    if (losses.any() && !facts.allow_loss) {
        context.err << losses.in_words() << ", --allow-loss writes the others all the same\n";
        return ExitCode::findings;
    }
    if (source.marks_read == 0 && !facts.quiet) context.err << "no marks are in the inputs; what is written has no sessions\n";
    const io::OutputOptions output{.overwrite = facts.output.overwrite(), .personal = true, .spooled = true};
    registers::write_register_file(source, form_, writing_, path, output, &context.out);
    if (losses.any() && !facts.quiet) context.err << losses.in_words() << '\n';
    return ExitCode::done;
}

}  // namespace cbds::cli
