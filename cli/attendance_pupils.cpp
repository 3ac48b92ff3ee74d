#include "cbds/error.hpp"
#include "cbds/io/output.hpp"
#include "cbds/report/pupil_figures.hpp"
#include "cbds/schema/dictionary.hpp"
#include "command_attendance.hpp"
#include "common_options.hpp"
#include "register_options.hpp"
#include "report_targets.hpp"

#include <algorithm>

namespace cbds::cli {
namespace {

using registers::Date;
using registers::Period;

std::vector<std::string> names_as_list(std::span<const std::string_view> names) { return {names.begin(), names.end()}; }

constexpr Date kFirstDay{1, 1, 1};
constexpr Date kLastDay{9999, 12, 31};

class AttendancePupils final : public Command {
public:
    void add_options(CLI::App& app) override;
    void check_options() override;
    ExitCode run(Context& context) override;

private:
    [[nodiscard]] std::optional<Period> asked_period() const;
    void check_lists();
    void check_year_groups() const;
    [[nodiscard]] report::FiguresReportOptions report_options() const;
    [[nodiscard]] std::vector<report::FiguresFile> open_files(Context& context) const;
    void write(const attendance::Figures& figures, const registers::Register& all, std::vector<report::FiguresFile>& files,
               const Context& context) const;

    RegisterOptions registers_;
    ReportTargets targets_;
    std::string from_date_;
    std::string until_;
    std::string period_text_;
    std::string since_text_;
    std::uint32_t part_time_weeks_ = 6;
    std::uint32_t days_without_marks_ = 10;
    std::string by_ = "enrolment";
    std::vector<std::string> only_texts_;
    std::vector<std::string> year_group_texts_;
    std::string sort_;
    std::optional<Period> period_;
    std::optional<Date> since_;
    std::vector<report::PupilList> only_;
    std::vector<std::string> year_groups_;
};

void AttendancePupils::add_options(CLI::App& app) {
    registers_.add_to(app);
    app.add_option("--from-date", from_date_, "Only sessions from this day on, YYYY-MM-DD")->type_name("DATE");
    app.add_option("--until", until_, "Only sessions to this day")->type_name("DATE");
    app.add_option("--period", period_text_, "Only sessions of these days, both included: 2026-09-01..2026-12-31")->type_name("A..B");
    app.add_option("--since", since_text_, "Who crossed a threshold on this day or later is listed as crossed")->type_name("DATE");
    app.add_option("--part-time-weeks", part_time_weeks_, "Weeks with a C2 from which a part-time timetable is an alert; usually 6")
        ->check(CLI::Range(1U, 1000U))
        ->type_name("N");
    app.add_option("--days-without-marks", days_without_marks_, "School days without a mark from which a pupil is listed; usually 10")
        ->check(CLI::Range(1U, 1000U))
        ->type_name("N");
    app.add_option("--by", by_, "A row an enrolment (the usual), or a pupil: those of one UPN together")
        ->check(CLI::IsMember({"enrolment", "pupil"}))
        ->type_name("ROW");
    app.add_option("--only", only_texts_, "Only pupils on one of these lists: " + choice_in_words(report::pupil_list_names()))
        ->type_name("LIST")
        ->allow_extra_args(false);
    app.add_option("--year-group", year_group_texts_, "Only these year groups, in the totals too: R,1,7 ...")
        ->type_name("LIST")
        ->allow_extra_args(false);
    app.add_option("--sort", sort_, "Order of the pupils: " + choice_in_words(report::pupil_order_names()))
        ->check(CLI::IsMember(names_as_list(report::pupil_order_names())))
        ->type_name("ORDER");
    const auto formats = report::figures_format_names();
    const std::string words = choice_in_words(formats);
    targets_.add_to(app, {"Form of the figures: " + words, names_as_list(formats), words, "File for the figures; - is standard output",
                          "What to mask: direct (names; the default), all, none"});
}

std::optional<Period> AttendancePupils::asked_period() const {
    const auto from = parse_date_option("--from-date", from_date_);
    const auto until = parse_date_option("--until", until_);
    if (!period_text_.empty()) {
        if (from || until) throw UsageError("--period excludes --from-date and --until");
        return parse_period_option(period_text_);
    }
    if (!from && !until) return std::nullopt;
    return Period{from.value_or(kFirstDay), until.value_or(kLastDay)};
}

void AttendancePupils::check_lists() {
    only_.clear();
    for (const std::string& word : split_list(only_texts_)) {
        const auto list = report::find_pupil_list(word);
        if (!list) throw UsageError("--only " + word + ": no such list; there are " + choice_in_words(report::pupil_list_names()));
        only_.push_back(*list);
    }
    const bool wants_crossed = std::find(only_.begin(), only_.end(), report::PupilList::crossed) != only_.end();
    if (wants_crossed && !since_) throw UsageError("--only crossed: needs --since DATE");
}

void AttendancePupils::check_year_groups() const {
    const schema::Dictionary& dictionary = schema::Dictionary::built_in();
    const auto codes = dictionary.codes(dictionary.type(dictionary.find_type("NCyear")));
    std::vector<std::string_view> names;
    for (const schema::CodeRow& code : codes) names.push_back(code.code);
    for (const std::string& group : year_groups_)
        if (std::find(names.begin(), names.end(), group) == names.end())
            throw UsageError("--year-group " + group + ": no year group; `cbds codes NCyear` lists them");
}

void AttendancePupils::check_options() {
    registers_.check();
    targets_.check([](std::string_view word) { return report::find_figures_format(word).has_value(); });
    if (targets_.targets().empty() || targets_.is_short_form_given()) targets_.add_short_form();
    targets_.check_files_differ();
    period_ = asked_period();
    if (period_ && period_->until < period_->from) throw UsageError("the period ends before it begins");
    since_ = parse_date_option("--since", since_text_);
    check_lists();
    year_groups_ = split_list(year_group_texts_);
    check_year_groups();
    if (!registers_.scope().shows_pupils() && (!only_.empty() || !sort_.empty()))
        throw UsageError("--scope national: there are sums only, no pupils for --only or --sort");
}

report::FiguresReportOptions AttendancePupils::report_options() const {
    report::FiguresReportOptions options;
    options.sums_only = !registers_.scope().shows_pupils();
    options.redact = targets_.redact();
    options.quiet = registers_.quiet();
    options.jobs = registers_.jobs();
    options.since = since_;
    options.only = only_;
    if (!sort_.empty()) options.order = report::find_pupil_order(sort_);
    if (period_ && period_->from != kFirstDay && period_->until != kLastDay) options.period = period_;
    return options;
}

/// One for each target, in their order.
std::vector<report::FiguresFile> AttendancePupils::open_files(Context& context) const {
    std::vector<report::FiguresFile> files;
    for (const ReportTarget& target : targets_.targets())
        files.emplace_back(report::find_figures_format(target.format).value(), target.file,
                           io::OutputOptions{.overwrite = targets_.overwrite(), .personal = true, .spooled = true}, &context.out);
    return files;
}

void AttendancePupils::write(const attendance::Figures& figures, const registers::Register& all, std::vector<report::FiguresFile>& files,
                             const Context& context) const {
    report::FiguresReportOptions options = report_options();
    options.by_pupil = by_ == "pupil" || all.schools.size() == 1;  // where each pupil is enrolled once
    for (std::size_t i = 0; i < files.size(); ++i) {
        options.colour = ReportTargets::in_colour(targets_.targets()[i], context);
        files[i].write(figures, all, options);
    }
    report::FiguresFile::commit(files);
}

/// What cannot be written is told before anything is read. All marks are read, whatever the period: alerts look back across terms.
ExitCode AttendancePupils::run(Context& context) {
    std::vector<report::FiguresFile> files = open_files(context);
    const registers::Register all = registers_.read(context);
    attendance::FigureOptions options;
    options.period = period_;
    options.since = since_;
    options.part_time_weeks = part_time_weeks_;
    options.days_without_marks = days_without_marks_;
    options.by_pupil = by_ == "pupil";
    const auto& targets = targets_.targets();
    const bool only_csv = std::all_of(targets.begin(), targets.end(), [](const ReportTarget& target) { return target.format == "csv"; });
    options.spells = options.days = !only_csv;  // it tells of sums, and of the longest spell and the open one
    options.jobs = registers_.jobs();
    attendance::Figures figures = attendance::count(all, options);
    if (!year_groups_.empty()) figures = report::only_year_groups(std::move(figures), all, options, year_groups_);
    write(figures, all, files, context);
    return ExitCode::done;
}

}  // namespace

std::unique_ptr<Command> make_attendance_pupils() { return std::make_unique<AttendancePupils>(); }

}  // namespace cbds::cli
