#include "scope_options.hpp"

#include "cbds/error.hpp"
#include "cbds/report/escape.hpp"
#include "common_options.hpp"

#include <chrono>

namespace cbds::cli {
namespace {

registers::Date day_of_the_clock() {
    const auto days = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    return identifiers::date_of_day_number(static_cast<int>(days.time_since_epoch().count()));
}

std::string schools_and_pupils(std::uint64_t schools, std::uint64_t pupils) {
    return counted(schools, "school", "schools") + " with " + counted(pupils, "pupil", "pupils");
}

}  // namespace

void ScopeOptions::add_to(CLI::App& app) {
    app.add_option("--scope", scope_text_, "Only what this reader may see: school=URN, trust=ID, la=CODE, national")->type_name("SCOPE");
    app.add_option("--agreements", agreements_file_, "Table of the schools that agreed to share; others are left out")->type_name("FILE");
}

void ScopeOptions::check() {
    if (scope_text_.empty()) return;
    const auto scope = registers::Scope::parse(scope_text_);
    if (!scope) throw UsageError("--scope " + scope_text_ + ": write school=URN, trust=ID, la=CODE (three digits) or national");
    scope_ = *scope;
}

std::string ScopeOptions::given() const {
    if (!scope_text_.empty()) return "--scope";
    return agreements_file_.empty() ? std::string() : "--agreements";
}

void ScopeOptions::restrict_and_tell(registers::Register& all, std::optional<registers::Date> today, bool quiet, std::ostream& err) const {
    std::optional<registers::Agreements> agreements;
    if (!agreements_file_.empty()) agreements = registers::Agreements::load(agreements_file_);
    const registers::LeftOut left = restrict_to(all, scope_, agreements ? &*agreements : nullptr, today ? *today : day_of_the_clock());
    if (quiet) return;
    if (left.schools_not_agreed > 0)
        err << "left out: " << schools_and_pupils(left.schools_not_agreed, left.enrolments_not_agreed) << " without an agreement in force\n";
    if (left.schools_out_of_scope > 0)
        err << "left out: " << schools_and_pupils(left.schools_out_of_scope, left.enrolments_out_of_scope) << " outside of the scope\n";
    if (left.nobody_in_scope) err << "no school of the registers is " << report::printable(scope_text_) << "; nothing is shown\n";
    if (left.agreements_without_school > 0)
        err << report::printable(agreements_file_) << ": " << counted(left.agreements_without_school, "row is", "rows are")
            << " of no school of the registers\n";
}

}  // namespace cbds::cli
