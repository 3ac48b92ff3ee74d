#include "attendance_document.hpp"
#include "cbds/error.hpp"
#include "cbds/register/store.hpp"
#include "cbds/report/escape.hpp"
#include "command_attendance.hpp"
#include "common_options.hpp"
#include "register_options.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <ostream>
#include <string>
#include <utility>

namespace cbds::cli {
namespace {

constexpr std::int64_t kSecondsOfADay = 86'400;
constexpr unsigned kLongestWait = 86'400;

/// `cbds attendance update`: keeps a store current from extracts.
class AttendanceUpdate final : public Command {
public:
    void add_options(CLI::App& app) override;
    void check_options() override;
    ExitCode run(Context& context) override;

private:
    void take_extracts(Context& context, const registers::TakeExtract& take);
    void tell(const registers::UpdateSummary& summary, std::ostream& out) const;

    std::string store_;
    RegisterOptions registers_;
    std::string extracted_at_;
    unsigned wait_ = 30;
    registers::StoreUpdateOptions options_;
    bool has_read_ = false;
};

void AttendanceUpdate::add_options(CLI::App& app) {
    app.add_option("store", store_, "The store to keep current; it is made where there is none")->required()->type_name("STORE");
    registers_.add_to(app, false);
    app.add_option("--extracted-at", extracted_at_,
                   "When the extracts were taken, 2026-11-20T14:30:00Z, or now: for marks without a time of recording")
        ->type_name("TIME");
    app.add_option("--wait", wait_, "Seconds to wait for another update of the store to end; 30 by default")
        ->check(CLI::Range(0U, kLongestWait))
        ->type_name("SECONDS");
}

void AttendanceUpdate::check_options() {
    registers_.check();
    if (store_ == "-") throw UsageError("-: a store is a file; name one");
    options_.wait = std::chrono::seconds(wait_);
    options_.now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()).time_since_epoch().count();
    if (extracted_at_.empty()) return;
    const auto time = extracted_at_ == "now" ? std::optional<std::int64_t>(options_.now) : registers::parse_time(extracted_at_);
    if (!time || *time <= 0) throw UsageError("--extracted-at " + extracted_at_ + ": no time; write 2026-11-20T14:30:00Z, or now");
    if (*time > options_.now + kSecondsOfADay) throw UsageError("--extracted-at " + extracted_at_ + ": lies in the future, and would hold for as long");
    options_.extracted_at = *time;
}

void AttendanceUpdate::tell(const registers::UpdateSummary& summary, std::ostream& out) const {
    out << report::printable(store_) << ": " << counted(summary.marks, "mark", "marks") << ": " << summary.added << " added, " << summary.changed
        << " changed, " << summary.older << " older than what holds, " << summary.unchanged << " known already\n";
    if (summary.schools_added + summary.enrolments_added > 0)
        out << "new: " << counted(summary.schools_added, "school", "schools") << ", "
            << counted(summary.enrolments_added, "enrolment", "enrolments") << '\n';
    if (summary.changed > 0)
        out << "changed within " << registers::kLateChangeDays << " days of the session: " << summary.late_in_window
            << "; later: " << summary.late_outside << '\n';
    if (summary.without_time > 0)
        out << counted(summary.without_time, "mark has", "marks have")
            << " no time of recording: counted as recorded with the newest mark of the school; --extracted-at tells the time\n";
    if (summary.in_future > 0)
        out << counted(summary.in_future, "mark has", "marks have") << " a time of recording in the future, which is passed over\n";
}

void AttendanceUpdate::take_extracts(Context& context, const registers::TakeExtract& take) {
    const auto& paths = registers_.paths();
    if (std::exchange(has_read_, true) && std::find(paths.begin(), paths.end(), "-") != paths.end())
        throw InputError(store_ + ": another update has made it meanwhile, and standard input can be read once only; try again");
    registers_.read_each(context, store_, take);
}

ExitCode AttendanceUpdate::run(Context& context) {
    if (!registers_.quiet())
        options_.waiting = [&] { context.err << report::printable(store_) << ": another update is going on; waiting for it\n" << std::flush; };
    const registers::UpdateSummary summary = registers::update_store(store_, [&](const registers::TakeExtract& take) { take_extracts(context, take); }, options_);
    if (!registers_.quiet()) tell(summary, context.err);
    return ExitCode::done;
}

}  // namespace

std::unique_ptr<Command> make_attendance_update() { return std::make_unique<AttendanceUpdate>(); }

}  // namespace cbds::cli
