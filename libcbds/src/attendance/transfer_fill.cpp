/// A transfer file read, and the attendance of its pupils written from marks.

#include "attendance/document_editing.hpp"
#include "attendance/own_school.hpp"
#include "attendance/transfer_record.hpp"
#include "cbds/error.hpp"

#include <utility>

namespace cbds::attendance {
namespace {

constexpr std::size_t kLaDigits = 3;
constexpr std::size_t kNumberDigits = 7;

/// What stays the same for all records of a file.
struct TransferRun {
    const registers::Register& marks;
    const schema::Plan& plan;
    OwnSchool own;
    std::vector<bool> own_schools;
    EnrolmentsByUpn enrolments;
    TransferYears years;
    std::optional<registers::Date> day;  ///< of the file

    TransferRun(const registers::Register& all, const schema::Plan& edition_plan, const xml::Opening& opening)
        : marks(all), plan(edition_plan), own(own_school(opening)), own_schools(schools_of(all, own)), enrolments(all, nullptr), years(all),
          day(identifiers::parse_date(opening.header_value("Header/DateTime").substr(0, 10))) {}

    /// A school of the register as the file names it; nothing where its number is not known.
    [[nodiscard]] std::optional<TransferSchool> school(std::uint32_t place) const {
        const registers::School& school = marks.schools[place];
        const bool is_own = own_schools[place];
        const std::string& number = is_own && !own.laestab.empty() ? own.laestab : school.laestab;
        if (number.size() != kNumberDigits) return std::nullopt;
        return TransferSchool{number.substr(0, kLaDigits), number.substr(kLaDigits), is_own && !own.name.empty() ? own.name : school.name};
    }
};

class TransferRecordEditor final : public RecordEditor {
public:
    explicit TransferRecordEditor(const TransferRun& run) : run_(run) {}

    bool edit(xml::Element& record, std::uint64_t) override {
        bool changed = false;
        bool filled = false;
        const std::string upn = value_at(record, run_.plan.row(record.id).key, run_.plan.dictionary());
        for (const std::uint32_t place : run_.enrolments.find(upn)) {
            const std::vector<TransferYear> years = run_.years.of(place, run_.day);
            if (years.empty()) continue;
            const auto school = run_.school(run_.marks.enrolments[place].school);
            if (!school) {
                ++gathered_.without_number;
                continue;
            }
            for (const TransferYear& year : years) {
                const WrittenYear written = write_transfer_year(run_.plan, record, year, *school);
                changed |= written.changed;
                gathered_.fewer += written.fewer ? 1 : 0;
                gathered_.two_place_codes += year.two_place_codes;
                gathered_.left_out += year.left_out;
            }
            filled = true;
        }
        ++(filled ? gathered_.filled : gathered_.without_marks);
        return changed;
    }

    [[nodiscard]] TransferSummary take() { return std::exchange(gathered_, {}); }

private:
    const TransferRun& run_;
    TransferSummary gathered_;
};

class TransferEditor final : public DocumentEditor {
public:
    TransferEditor(const std::string& name, const registers::Register& marks) : name_(name), marks_(marks) {}

    void begin(const schema::Plan& plan, const xml::Opening& opening, schema::Edition) override {
        const schema::Collection collection = plan.row(plan.root()).collection;
        if (collection != schema::Collection::ctf)
            throw DocumentError(name_ + ": a " + std::string(schema::collection_title(collection)) + " return; only transfer files have marks");
        if (opening.header_value("Header/DataQualifier") == "ULN")
            throw DocumentError(name_ + ": a file for learner numbers, which is refused with any other section; attendance goes into another file");
        run_.emplace(marks_, plan, opening);
    }

    std::unique_ptr<RecordEditor> make_editor() override { return std::make_unique<TransferRecordEditor>(*run_); }

    void collect(RecordEditor& editor, std::uint64_t) override {
        const TransferSummary gathered = static_cast<TransferRecordEditor&>(editor).take();
        summary.filled += gathered.filled;
        summary.without_marks += gathered.without_marks;
        summary.two_place_codes += gathered.two_place_codes;
        summary.left_out += gathered.left_out;
        summary.fewer += gathered.fewer;
        summary.without_number += gathered.without_number;
    }

    void end(std::uint64_t records) override { summary.records = records; }

    TransferSummary summary;

private:
    const std::string& name_;
    const registers::Register& marks_;
    std::optional<TransferRun> run_;
};

}  // namespace

TransferSummary fill_transfer(const schema::Dictionary& dictionary, io::Input& document, const registers::Register& marks, unsigned jobs,
                              formats::DocumentWriter& writer) {
    TransferEditor editor(document.name(), marks);
    edit_document(dictionary, document, std::nullopt, jobs, editor, &writer);
    return editor.summary;
}

}  // namespace cbds::attendance
