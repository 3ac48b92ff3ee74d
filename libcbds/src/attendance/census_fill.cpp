/// A census return read, its attendance compared with marks, and put right.

#include "attendance/census_record.hpp"
#include "attendance/joined_enrolment.hpp"
#include "cbds/error.hpp"
#include "cbds/reference/school_phase.hpp"

#include <algorithm>

namespace cbds::attendance {
namespace {

constexpr std::size_t kSchoolsNamed = 3;

/// The numbers of a document's school in brackets; empty where it has none.
std::string in_brackets(const OwnSchool& own) {
    const std::string laestab = laestab_in_words(own.laestab);
    const std::string urn = urn_in_words(own.urn);
    if (laestab.empty() && urn.empty()) return {};
    return " (" + laestab + (laestab.empty() || urn.empty() ? "" : ", ") + urn + ')';
}

/// The schools that have marks: `URN 999034, LAESTAB 2013934, URN 999035 and 2 more`; empty where none has any.
std::string schools_with_marks(const registers::Register& all) {
    std::vector<bool> has_marks(all.schools.size());
    for (const registers::Enrolment& enrolment : all.enrolments)
        if (!enrolment.marks.empty()) has_marks[enrolment.school] = true;
    std::string words;
    std::size_t count = 0;
    for (std::size_t place = 0; place < has_marks.size(); ++place)
        if (has_marks[place] && ++count <= kSchoolsNamed) words += (words.empty() ? "" : ", ") + number_in_words(all.schools[place]);
    return count <= kSchoolsNamed ? words : words + " and " + std::to_string(count - kSchoolsNamed) + " more";
}

/// That all marks are of other schools: most often the numbers of one school are of two kinds, or one of them is wrong.
std::string no_marks(const registers::Register& all, const OwnSchool& own) {
    const std::string others = schools_with_marks(all);
    const std::string found = others.empty() ? ", nor of any other" : ", but of " + others + "; --schools FILE can join the numbers of one school";
    return "the registers have no marks of its school" + in_brackets(own) + found;
}

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
        summary.taken_school = run_->schools.taken;
        if (std::none_of(marks_.enrolments.begin(), marks_.enrolments.end(),
                         [&](const registers::Enrolment& each) { return is_own(each) && !each.marks.empty(); }))
            throw InputError(name_ + ": " + no_marks(marks_, own));
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
        if (!collects()) return;
        for (std::uint32_t place = 0; place < seen_.size(); ++place) {
            if (seen_[place] || !is_own(marks_.enrolments[place])) continue;
            const std::vector<std::uint32_t> same = same_pupil(place);
            for (const std::uint32_t each : same) seen_[each] = true;
            tell_missing(joined_enrolment(marks_, same));
        }
    }

    CensusSummary summary;

private:
    [[nodiscard]] bool is_own(const registers::Enrolment& enrolment) const { return run_->schools.is_own[enrolment.school]; }

    /// The enrolments of one pupil at the school, which may have two numbers.
    [[nodiscard]] std::vector<std::uint32_t> same_pupil(std::uint32_t place) const {
        const std::string& upn = marks_.enrolments[place].upn;
        return upn.empty() ? std::vector<std::uint32_t>{place} : run_->enrolments.find(upn);
    }

    void tell_missing(const registers::Enrolment& enrolment) {
        const CensusSections counted = run_->counter.count(enrolment.marks, census_pupil(enrolment));
        summary.not_in_return += counted.sections.empty() ? 0 : 1;
        for (const CensusSection& section : counted.sections) {
            const std::string item = section_name(section.second_half) + "/SessionsPossible";
            if (difference_) difference_({0, enrolment.key(), item, {}, std::to_string(section.possible)});
        }
    }

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
