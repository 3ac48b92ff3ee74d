#include "rules/across.hpp"

#include "cbds/identifiers/person_name.hpp"
#include "rules/code_book.hpp"
#include "rules/duplicates.hpp"

#include <algorithm>

namespace cbds::rules {

using schema::ElementId;
using schema::kNoElement;

namespace {

/// Nobody is on more rolls than these; a UPN that stands in thousands of records is no UPN of anybody.
constexpr std::size_t kMostCompared = 100;

/// FNV-1a: the same on every machine.
std::uint64_t hash(std::string_view text, std::uint64_t before = 0xCBF29CE484222325U) {
    for (const char c : text) before = (before ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return (before ^ 0xFFU) * 0x100000001B3U;  // so that "ab" and "c" are not "a" and "bc"
}

struct ItemPaths {
    AcrossItem item;
    std::string_view paths;  ///< in the census, and in a CTF
};

constexpr ItemPaths kPaths[] = {
    {AcrossItem::upn, "PupilIdentifiers/UPN UPN"},
    {AcrossItem::surname, "PupilIdentifiers/Surname Surname"},
    {AcrossItem::forename, "PupilIdentifiers/Forename Forename"},
    {AcrossItem::dob, "PupilIdentifiers/DOB DOB"},
    {AcrossItem::sex, "PupilIdentifiers/Sex PupilIdentifiers/Gender Sex Gender"},
    {AcrossItem::uln, "PupilIdentifiers/UniqueLearnerNumber UniqueLearnerNumber"},
    {AcrossItem::eligibility, "PupilCharacteristics/EligibilityCode PupilCharacteristics/ThirtyHourCode"},
    {AcrossItem::status, "PupilStatus/EnrolStatus"},
};

}  // namespace

AcrossColumns::AcrossColumns(const schema::Plan& plan) {
    for (const ElementId record : plan.records()) {
        InRecord& columns = records.emplace_back();
        columns.record = record;
        for (const ItemPaths& item : kPaths) columns.items[static_cast<std::size_t>(item.item)] = CodeBook::first_item_below(plan, record, item.paths);
        columns.exclusion = CodeBook::item_below(plan, record, "Exclusions/TermlyExclusion");
        columns.category = CodeBook::item_below(plan, record, "Exclusions/TermlyExclusion/Category");
        columns.start = CodeBook::item_below(plan, record, "Exclusions/TermlyExclusion/StartDate");
    }
}

namespace {

/// Reads one record.
class RecordReader {
public:
    RecordReader(const AcrossColumns::InRecord& columns, const PartView& view, AcrossRecord& record) : columns_(columns), view_(view), record_(record) {}

    void read() {
        record_.upn = SeenIdentifiers::packed(text(AcrossItem::upn));
        record_.uln = SeenIdentifiers::packed(text(AcrossItem::uln));
        record_.eligibility = SeenIdentifiers::packed(text(AcrossItem::eligibility));
        record_.dob = static_cast<std::uint32_t>(date_measure(text(AcrossItem::dob)).value_or(0));
        record_.sex = first_letter(text(AcrossItem::sex));
        record_.status = first_letter(text(AcrossItem::status));
        read_person();
        if (columns_.exclusion != kNoElement) read_exclusions();
    }

private:
    std::string_view text(AcrossItem item) {
        const ElementId element = columns_.items[static_cast<std::size_t>(item)];
        const NodeNumber number = view_.first(element);
        record_.offsets[static_cast<std::size_t>(item)] = view_.node(number).offset;
        return view_.text(number);
    }

    static char first_letter(std::string_view value) { return value.empty() ? '\0' : value.front(); }

    void read_person() {
        const std::string surname = identifiers::name_key(text(AcrossItem::surname));
        const std::string forename = identifiers::name_key(text(AcrossItem::forename));
        record_.surname = surname.empty() ? 0 : static_cast<std::uint32_t>(hash(surname)) | 1U;
        record_.person = 0;
        if (surname.empty() || forename.empty() || record_.dob == 0 || record_.sex == 0) return;
        record_.person = hash(text(AcrossItem::dob), hash(forename, hash(surname))) ^ static_cast<unsigned char>(record_.sex);
    }

    void read_exclusions() {
        record_.exclusions.clear();
        for (NodeNumber at = view_.first(columns_.exclusion); at != 0; at = view_.next(at)) {
            const std::string_view start = view_.text(view_.first_below(at, columns_.start));
            if (start.empty() || record_.upn == 0) continue;
            if (record_.exclusions.empty()) record_.exclusion_offset = view_.node(at).offset;
            record_.exclusions.push_back(hash(start, hash(view_.text(view_.first_below(at, columns_.category)), record_.upn)));
        }
    }

    const AcrossColumns::InRecord& columns_;
    const PartView& view_;
    AcrossRecord& record_;
};

}  // namespace

bool read_record(const AcrossColumns& columns, const PartView& view, FindingMaker& maker, AcrossRecord& record) {
    const auto found = std::find_if(columns.records.begin(), columns.records.end(),
                                    [&](const AcrossColumns::InRecord& row) { return row.record == view.part().element(); });
    if (found == columns.records.end()) return false;
    record.columns = &*found;
    record.key = maker.key();
    record.year_group = maker.year_group();
    record.record = view.part().record + 1;
    RecordReader(*found, view, record).read();
    return true;
}

/// One record beside the earlier ones.
class AcrossChecks::Comparison {
public:
    Comparison(const AcrossChecks& checks, const AcrossRecord& record, const schema::Plan& plan, std::vector<Draft>& drafts)
        : checks_(checks), record_(record), plan_(plan), drafts_(drafts), document_(checks.documents_.back()) {}

    /// Each rule tells of one other record, the last before this.
    void same_upn(const Pupil& other) {
        const Document& theirs = checks_.documents_[other.document];
        if (is_other_school(other) && theirs.edition == document_.edition && cannot_both_hold(other.status, record_.status))
            tell("ACR101", AcrossItem::upn, other, "the same UPN is on the roll of another school", "only main and subsidiary registrations side by side");
        if (other.dob != 0 && record_.dob != 0 && other.dob != record_.dob)
            tell("ACR102", AcrossItem::dob, other, "the same UPN has another date of birth", "");
        if (other.sex != 0 && record_.sex != 0 && other.sex != record_.sex) tell("ACR103", AcrossItem::sex, other, "the same UPN has another sex", "");
        if (other.surname != 0 && record_.surname != 0 && other.surname != record_.surname)
            tell("ACR104", AcrossItem::surname, other, "the same UPN has another surname", "");
    }

    void same_person(const Pupil& other) {
        if (other.upn != record_.upn && other.upn != 0 && record_.upn != 0)
            tell("ACR105", AcrossItem::upn, other, "a pupil of the same names, birth date and sex has another UPN", "");
    }

    void same_number(std::string_view code, AcrossItem item, const Pupil& other) {
        if (other.upn == record_.upn && record_.upn != 0) return;
        tell(code, item, other, code == "ACR106" ? "another pupil has the same ULN" : "another child has the same eligibility code", "");
    }

    void same_exclusion(const Pupil& other) {
        if (std::find(told_.begin(), told_.end(), "ACR108") != told_.end()) return;
        if (!is_other_school(other) || checks_.documents_[other.document].edition != document_.edition) return;
        told_.push_back("ACR108");
        if (Draft* draft = make("ACR108", record_.exclusion_offset, record_.columns->exclusion, other, "another school returns the same suspension or exclusion"))
            draft->finding.expected = "one of the two schools returns it";
    }

private:
    /// A single registration stands alone, and only one school has the main one.
    static bool cannot_both_hold(char one, char other) {
        if (one == 0 || other == 0) return false;
        return one == 'C' || other == 'C' || (one == 'M' && other == 'M');
    }

    [[nodiscard]] bool is_other_school(const Pupil& other) const {
        return other.document != checks_.documents_.size() - 1 && checks_.documents_[other.document].school != document_.school;
    }

    void tell(std::string_view code, AcrossItem item, const Pupil& other, std::string message, std::string expected) {
        if (std::find(told_.begin(), told_.end(), code) != told_.end()) return;
        told_.push_back(code);
        const auto place = static_cast<std::size_t>(item);
        if (Draft* draft = make(code, record_.offsets[place], record_.columns->items[place], other, std::move(message)))
            draft->finding.expected = std::move(expected);
    }

    Draft* make(std::string_view code, std::uint32_t offset, ElementId element, const Pupil& other, std::string message) {
        const Rule& rule = CodeBook::known(code);
        if (!checks_.selection_.reports(rule)) return nullptr;
        const schema::ElementRow& row = plan_.row(element);
        Draft& draft = drafts_.emplace_back();
        draft.offset = offset;
        draft.record = record_.record;
        Finding& finding = draft.finding;
        finding.rule = &rule;
        finding.confidence = std::min(rule.confidence, row.confidence);
        finding.severity = checks_.selection_.severity(rule, finding.confidence);
        finding.key = record_.key;
        finding.year_group = record_.year_group;
        describe_item(finding, row);
        finding.message = std::move(message) + " (" + checks_.documents_[other.document].name + ", record " + std::to_string(other.record) + ')';
        return &draft;
    }

    const AcrossChecks& checks_;
    const AcrossRecord& record_;
    const schema::Plan& plan_;
    std::vector<Draft>& drafts_;
    const Document& document_;
    std::vector<std::string_view> told_;
};

void AcrossChecks::begin(std::string_view name, std::string_view school, schema::Edition edition) {
    documents_.push_back({std::string(name), std::string(school), edition});
}

std::uint32_t AcrossChecks::put(Numbers& numbers, std::uint64_t number, std::uint32_t pupil) {
    const auto place = static_cast<std::uint32_t>(numbers.all.size());
    numbers.all.push_back({number, pupil});
    const std::uint32_t before = numbers.table.put(number, place, [&](std::uint32_t at) { return numbers.all[at].number; });
    return before == kNoPlace ? kNoPlace : numbers.all[before].pupil;
}

void AcrossChecks::note(const AcrossRecord& record, std::uint64_t first_record, const schema::Plan& plan, std::vector<Draft>& drafts) {
    const auto place = static_cast<std::uint32_t>(pupils_.size());
    const auto document = static_cast<std::uint32_t>(documents_.size() - 1);
    pupils_.push_back({record.upn, record.person, record.surname, record.dob, document, static_cast<std::uint32_t>(first_record + record.record), kNoPlace,
                       record.sex, record.status});
    Comparison comparison(*this, record, plan, drafts);
    // Within one document the rules of the document tell of duplicates.
    const auto elsewhere = [&](std::uint32_t pupil) { return pupil != kNoPlace && pupils_[pupil].document != document; };
    if (record.upn != 0) {
        pupils_[place].earlier = by_upn_.put(record.upn, place, [this](std::uint32_t at) { return pupils_[at].upn; });
        std::size_t left = kMostCompared;
        for (std::uint32_t at = pupils_[place].earlier; at != kNoPlace && left > 0; at = pupils_[at].earlier, --left)
            if (elsewhere(at)) comparison.same_upn(pupils_[at]);
    }
    if (record.person != 0) {
        const std::uint32_t other = by_person_.put(record.person, place, [this](std::uint32_t at) { return pupils_[at].person; });
        if (elsewhere(other)) comparison.same_person(pupils_[other]);
    }
    if (record.uln != 0)
        if (const std::uint32_t other = put(ulns_, record.uln, place); elsewhere(other)) comparison.same_number("ACR106", AcrossItem::uln, pupils_[other]);
    if (record.eligibility != 0)
        if (const std::uint32_t other = put(eligibilities_, record.eligibility, place); elsewhere(other))
            comparison.same_number("ACR107", AcrossItem::eligibility, pupils_[other]);
    for (const std::uint64_t exclusion : record.exclusions)
        if (const std::uint32_t other = put(exclusions_, exclusion, place); elsewhere(other)) comparison.same_exclusion(pupils_[other]);
}

const std::string* AcrossChecks::same_return() const {
    const Document& last = documents_.back();
    if (last.school.empty()) return nullptr;
    for (std::size_t i = 0; i + 1 < documents_.size(); ++i)
        if (documents_[i].school == last.school && documents_[i].edition == last.edition) return &documents_[i].name;
    return nullptr;
}

}  // namespace cbds::rules
