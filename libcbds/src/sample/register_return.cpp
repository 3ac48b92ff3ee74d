/// Registers from which the attendance of a return follows.

#include "cbds/error.hpp"
#include "cbds/register/builder.hpp"
#include "cbds/register/inputs.hpp"
#include "cbds/sample/register_sample.hpp"
#include "register/readers.hpp"
#include "sample/register_deal.hpp"

#include <algorithm>
#include <map>

namespace cbds::sample {
namespace {

/// The school days of the calendar years that a register's totals lie in, made once for each.
class Calendars {
public:
    const SchoolDays& of(const registers::Period& period) {
        const int first = period.from.year;
        return made_.try_emplace({first, period.until.year}, first, period.until.year).first->second;
    }

private:
    std::map<std::pair<int, int>, SchoolDays> made_;
};

bool is_of_return(const registers::SessionTotals& totals) { return totals.source.starts_with("census"); }

}  // namespace

registers::Register make_register_for_return(const schema::Dictionary& dictionary, io::Input& document, std::uint64_t seed) {
    const registers::RegisterInputOptions options;
    const registers::ColumnNames names;
    registers::RegisterBuilder builder;
    registers::read_register_document(document, {options, names, dictionary}, builder);
    registers::Register all = builder.finish();
    Calendars calendars;
    std::uint64_t windows = 0;
    for (std::size_t number = 0; number < all.enrolments.size(); ++number) {
        registers::Enrolment& enrolment = all.enrolments[number];
        const std::vector<registers::SessionTotals> totals = std::move(enrolment.totals);
        enrolment.totals.clear();
        for (const registers::SessionTotals& window : totals) {
            if (!is_of_return(window)) continue;
            deal_marks(window, calendars.of(window.period), Random(seed, 't', 4 * number + windows % 4), enrolment);
            ++windows;
        }
        all.marks_read += static_cast<std::uint64_t>(std::count_if(enrolment.marks.codes().begin(), enrolment.marks.codes().end(),
                                                                   [](registers::CodeId code) { return code != registers::kNoCode; }));
    }
    if (windows == 0) throw InputError(document.name() + ": no attendance of a census return is in it");
    return all;
}

}  // namespace cbds::sample
