#include "sample_register.hpp"

#include "cbds/error.hpp"
#include "cbds/io/inputs.hpp"
#include "common_options.hpp"

#include <charconv>
#include <filesystem>
#include <ostream>
#include <set>
#include <utility>

namespace cbds::cli {
namespace {

constexpr std::string_view kRegisterPrefix = "register@";

std::optional<int> register_year(std::string_view edition) {
    const std::string_view text = edition.substr(kRegisterPrefix.size());
    int year = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
    return error == std::errc() && end == text.data() + text.size() && text.size() == 4 ? std::optional(year) : std::nullopt;
}

/// The file itself, however its path is written: `a.csv` and `./a.csv` are one.
std::string sample_file_of(const std::string& path) {
    std::error_code error;
    const std::filesystem::path whole = std::filesystem::weakly_canonical(std::filesystem::absolute(path, error), error);
    return error || path == "-" ? path : whole.string();
}

}  // namespace

void SampleRegister::add_to(CLI::App& app) {
    app.add_option("--schools", schools_, "Registers: number of schools, each with so many pupils (1)")->check(whole_number())->type_name("N");
    app.add_option("--period", period_text_, "Registers: sessions of these days only: 2026-09-01..2026-12-31")->type_name("A..B");
    app.add_option("--form", form_text_, "Registers: marks-csv register-csv wide-csv ndjson json assembly-json xlsx (marks-csv)")->type_name("FORM");
    app.add_flag("--times", times_, "Registers as marks-csv: with times of recording, and marks that were changed later");
    app.add_option("--return", return_file_, "Registers: marks from which the attendance of this census return follows")->type_name("FILE");
    app.add_option("--pupils-file", pupils_file_, "Registers: file for what is known of pupils, as CSV")->type_name("FILE");
    app.add_option("--schools-file", schools_file_, "Registers: file for the schools, as CSV")->type_name("FILE");
    app.add_option("--calendar-file", calendar_file_, "Registers: file for holidays and days of training, as CSV")->type_name("FILE");
}

bool SampleRegister::is_meant_by(const std::string& edition) { return edition.starts_with(kRegisterPrefix); }

void SampleRegister::check(const std::string& edition, const RegisterSampleBasics& basics) {
    const auto year = register_year(edition);
    if (!year) throw UsageError(edition + ": a register has the year in which it begins, as register@2026");
    options_.year = *year;
    options_.pupils = basics.pupils;
    options_.schools = static_cast<std::uint32_t>(std::min<std::uint64_t>(schools_, 0xFFFFFFFF));
    options_.phase = basics.phase;
    options_.seed = basics.seed;
    options_.times = false;  // only write_marks_with_times() needs them
    if (!period_text_.empty()) options_.period = parse_period_option(period_text_);
    if (options_.period && options_.period->until < options_.period->from) throw UsageError("--period " + period_text_ + ": ends before it begins");
    output_ = basics.output;
    overwrite_ = basics.overwrite;
    const auto form = registers::find_written_form(form_text_.empty() ? "marks-csv" : form_text_);
    if (!form) throw UsageError("--form " + form_text_ + ": one of marks-csv, register-csv, wide-csv, ndjson, json, assembly-json, xlsx");
    form_ = *form;
    if (times_ && form_ != registers::WrittenForm::marks_csv) throw UsageError("--times is for marks-csv: no other form has a mark twice");
    if (!return_file_.empty()) check_return();
    std::set<std::string> files{sample_file_of(output_)};
    for (const std::string& name : {pupils_file_, schools_file_, calendar_file_})
        if (!name.empty() && !files.insert(sample_file_of(name)).second) throw UsageError("two of the outputs have the same name, " + name);
}

void SampleRegister::check_return() const {
    if (schools_ != 1 || !period_text_.empty() || times_ || !calendar_file_.empty())
        throw UsageError("--return takes school, pupils and days from the return: without --schools, --period, --times and --calendar-file");
}

void SampleRegister::check_absent() const {
    const std::pair<bool, const char*> given[] = {{schools_ != 1, "--schools"},
                                                  {!period_text_.empty(), "--period"},
                                                  {!form_text_.empty(), "--form"},
                                                  {times_, "--times"},
                                                  {!return_file_.empty(), "--return"},
                                                  {!pupils_file_.empty(), "--pupils-file"},
                                                  {!schools_file_.empty(), "--schools-file"},
                                                  {!calendar_file_.empty(), "--calendar-file"}};
    for (const auto& [is_given, name] : given)
        if (is_given) throw UsageError(std::string(name) + " is for registers, as register@2026");
}

registers::Register SampleRegister::make(const schema::Dictionary& dictionary) const {
    if (return_file_.empty()) return sample::make_register_sample(options_);
    io::Inputs inputs({{return_file_}, "-", {}, {}});
    const auto input = inputs.next();
    if (!input) throw InputError(return_file_ + ": no return is there");
    return sample::make_register_for_return(dictionary, *input, options_.seed);
}

/// A file beside the marks; nothing is made of it before commit().
class SampleRegister::Beside {
public:
    Beside(const std::string& path, const io::OutputOptions& files, Context& context) {
        if (!path.empty()) file_.emplace(path, files, &context.out);
    }
    [[nodiscard]] bool is_wanted() const noexcept { return file_.has_value(); }
    [[nodiscard]] std::ostream& stream() { return file_->stream(); }
    void commit() {
        if (file_) file_->commit();
    }

private:
    std::optional<io::OutputFile> file_;
};

/// Marks with times are made a school at a time, without a register in memory.
void SampleRegister::write_with_times(const io::OutputOptions& files, Context& context) const {
    io::OutputFile file(output_, files, &context.out);
    sample::write_marks_with_times(options_, file.stream());
    file.commit();
}

void SampleRegister::run(const schema::Dictionary& dictionary, Context& context) const {
    const io::OutputOptions files{.overwrite = overwrite_, .personal = !return_file_.empty()};  // the pupils of a return may exist
    Beside pupils(pupils_file_, files, context);
    Beside schools(schools_file_, files, context);
    Beside calendar(calendar_file_, files, context);
    if (calendar.is_wanted()) sample::write_sample_calendar(options_, calendar.stream());
    std::optional<registers::Register> made;
    if (!times_ || pupils.is_wanted() || schools.is_wanted()) made = make(dictionary);
    if (pupils.is_wanted()) registers::write_pupils(*made, pupils.stream());
    if (schools.is_wanted()) registers::write_schools(*made, schools.stream());
    if (times_) write_with_times(files, context);
    else registers::write_register_file(*made, form_, {}, output_, files, &context.out);
    for (Beside* each : {&pupils, &schools, &calendar}) each->commit();
}

}  // namespace cbds::cli
