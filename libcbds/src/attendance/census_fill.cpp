/// A census return read, its attendance compared with marks, and put right.

#include "attendance/census_record.hpp"
#include "cbds/error.hpp"
#include "cbds/reference/school_phase.hpp"

#include <algorithm>

namespace cbds::attendance {
namespace {

class CensusEditor final : public DocumentEditor {
public:
    CensusEditor(const std::string& name, const registers::Register& marks, const std::function<void(const CensusDifference&)>& difference)
        : name_(name), marks_(marks), difference_(difference), seen_(marks.enrolments.size()) {}

    void begin(const schema::Plan& plan, const xml::Opening& opening, schema::Edition named) override {
        const schema::Collection collection = plan.row(plan.root()).collection;
        if (collection != schema::Collection::school_census)
            throw DocumentError(name_ + ": a " + std::string(schema::collection_title(collection)) +
                                "; only a School Census return has termly attendance");
        const OwnSchool own = own_school(opening);
        run_.emplace(marks_, plan, named, own);
        if (std::none_of(marks_.enrolments.begin(), marks_.enrolments.end(),
                         [&](const registers::Enrolment& each) { return run_->schools[each.school] && !each.marks.empty(); }))
            throw InputError(name_ + ": the registers have no marks of its school" + (own.number().empty() ? "" : " (" + own.number() + ')'));
    }

    void school(const xml::Element& school) override {
        xml::Element copy = school;
        const schema::PhaseSet bit = reference::phase_bit(value_at(copy, "SchoolCharacteristics/Phase", run_->plan.dictionary()));
        if (bit != 0) run_->phase = bit;
    }

    std::unique_ptr<RecordEditor> make_editor() override { return std::make_unique<CensusRecordEditor>(*run_); }

    void collect(RecordEditor& editor, std::uint64_t first_record) override {
        CensusGathered gathered = static_cast<CensusRecordEditor&>(editor).take();
        for (CensusDifference& each : gathered.differences) {
            each.record += first_record;
            if (difference_) difference_(each);
        }
        for (const std::uint32_t enrolment : gathered.seen) seen_[enrolment] = true;
        summary.equal += gathered.summary.equal;
        summary.different += gathered.summary.different;
        summary.without_marks += gathered.summary.without_marks;
        summary.off_roll += gathered.summary.off_roll;
        summary.not_listed += gathered.summary.not_listed;
    }

    /// Tells of the pupils that the return does not have.
    void end(std::uint64_t records) override {
        summary.records = records;
        for (std::size_t place = 0; place < seen_.size(); ++place) {
            const registers::Enrolment& enrolment = marks_.enrolments[place];
            if (seen_[place] || !collects() || !run_->schools[enrolment.school]) continue;
            const CensusSections counted = run_->counter.count(enrolment.marks, census_pupil(enrolment));
            summary.not_in_return += counted.sections.empty() ? 0 : 1;
            for (const CensusSection& section : counted.sections) {
                const std::string item = section_name(section.second_half) + "/SessionsPossible";
                if (difference_) difference_({0, enrolment.key(), item, {}, std::to_string(section.possible)});
            }
        }
    }

    CensusSummary summary;

private:
    /// Whether the phase of the school returns attendance at all.
    [[nodiscard]] bool collects() const {
        const auto records = run_->plan.records();
        return std::any_of(records.begin(), records.end(), [&](schema::ElementId record) {
            return run_->plan.row(record).roll == schema::Roll::on && run_->collects(child_row(run_->plan, record, "Attendance"));
        });
    }

    const std::string& name_;
    const registers::Register& marks_;
    const std::function<void(const CensusDifference&)>& difference_;
    std::optional<CensusRun> run_;
    std::vector<bool> seen_;
};

}  // namespace

CensusSummary fill_census(const schema::Dictionary& dictionary, io::Input& document, const registers::Register& marks, const CensusOptions& options,
                          formats::DocumentWriter* writer, const std::function<void(const CensusDifference&)>& difference) {
    CensusEditor editor(document.name(), marks, difference);
    edit_document(dictionary, document, options.edition, options.jobs, editor, writer);
    return editor.summary;
}

}  // namespace cbds::attendance
