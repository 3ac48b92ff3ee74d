#include "cbds/convert/strip.hpp"

#include "cbds/error.hpp"
#include "convert/care_names.hpp"
#include "convert/care_output.hpp"
#include "convert/strip_rows.hpp"

#include <algorithm>
#include <set>

namespace cbds::convert {
namespace {

constexpr std::string_view kPupil = "CTfile/CTFpupilData/Pupil/";
constexpr std::string_view kUln = "uln";
constexpr std::string_view kAssessments = "assessments";

using Ids = std::set<schema::ElementId>;

/// Which elements of a record stay.
class Keeping {
public:
    Keeping(const schema::Dictionary& dictionary, std::string_view profile) : dictionary_(dictionary) {
        for (const StripRow& row : strip_rows()) {
            if (row.profile != profile) continue;
            schema::ElementId id = dictionary.find(schema::Collection::ctf, std::string(kPupil).append(row.path));
            if (id == schema::kNoElement) continue;
            whole_.insert(id);
            while ((id = dictionary.element(id).parent) != schema::kNoElement) above_.insert(id);
        }
    }

    /// Takes away what is not wanted. @param dropped  names of what was, as paths
    void cut(xml::Element& parent, const std::string& path, std::set<std::string>& dropped) const {
        std::erase_if(parent.children, [&](xml::Element& child) {
            const std::string below = path.empty() ? child.name : path + '/' + child.name;
            if (whole_.contains(child.id)) cut_foreign(child, below, dropped);
            else if (above_.contains(child.id)) cut(child, below, dropped);
            else dropped.insert(below);
            return !whole_.contains(child.id) && (!above_.contains(child.id) || child.children.empty());
        });
    }

private:
    [[nodiscard]] bool is_foreign(const xml::Element& element) const {
        return element.id == schema::kNoElement || dictionary_.element(element.id).content == schema::Content::any;
    }

    /// Within what stays, only what is known stays.
    void cut_foreign(xml::Element& parent, const std::string& path, std::set<std::string>& dropped) const {
        std::erase_if(parent.children, [&](xml::Element& child) {
            const std::string below = path + '/' + child.name;
            if (is_foreign(child)) dropped.insert(below);
            else cut_foreign(child, below, dropped);
            return is_foreign(child);
        });
    }

    const schema::Dictionary& dictionary_;
    Ids whole_;  ///< with all that is in them
    Ids above_;  ///< of those
};

bool has_word(std::string_view list, std::string_view word) {
    for (; !list.empty(); list.remove_prefix(std::min(list.find(' ') + 1 == 0 ? list.size() : list.find(' ') + 1, list.size())))
        if (list.substr(0, list.find(' ')) == word) return true;
    return false;
}

bool is_wanted(const StageRow& row, const xml::Element& assessment) {
    const std::string_view subject = assessment.value("Subject");
    if (!row.subject.empty() && subject != row.subject) return false;
    if (!row.not_subject.empty() && subject == row.not_subject) return false;
    return row.component.empty() || assessment.value("Component") == row.component;
}

/// Leaves the results that were asked for. @returns whether there are any
bool cut_results(xml::Element& pupil, const StageRow* row) {
    xml::Element* const all = pupil.child("StageAssessments");
    if (all == nullptr) return false;
    if (row != nullptr) {
        for (xml::Element& stage : all->children) {
            const bool wanted = has_word(row->stages, stage.value("Stage"));
            std::erase_if(stage.children, [&](const xml::Element& each) { return each.name == "StageAssessment" && !(wanted && is_wanted(*row, each)); });
        }
    }
    std::erase_if(all->children, [](const xml::Element& stage) { return stage.child("StageAssessment") == nullptr; });
    return !all->children.empty();
}

/// What the service for learner numbers refuses a pupil without.
std::vector<std::pair<std::string, std::string>> lacks_of(const xml::Element& pupil) {
    std::vector<std::pair<std::string, std::string>> lacks;
    const auto need = [&](const std::string& path, bool there) {
        if (!there) lacks.emplace_back(path, "missing, without which no learner number is given");
    };
    const auto has = [&](std::string_view path) { return !pupil.value(path).empty(); };
    for (const char* const item : {"UPN", "Surname", "Forename", "DOB"}) need(item, has(item));
    need("Sex", has("Sex") || has("Gender"));
    need("Address/PostCode", has("Address/PostCode"));
    const std::string street = "Address/BS7666Address/";
    const bool place = has(street + "Locality") || has(street + "Town") || has(street + "AdministrativeArea");
    const bool structured = has(street + "PAON") && has(street + "Street") && place;
    need("Address", structured || has("Address/AddressLines/AddressLine1"));
    return lacks;
}

class StripVisitor final : public RewritingVisitor {
public:
    StripVisitor(const CareTarget& target, const StripOptions& options, const StageRow* stage, const LackSink& sink)
        : RewritingVisitor(target), options_(options), stage_(stage), sink_(sink) {}

    void begin(const SourceDocument& document) override {
        if (document.collection != schema::Collection::ctf)
            throw DocumentError(document.name + ": a " + std::string(schema::collection_title(document.collection)) + " return; only transfer files can be stripped");
        keeping_.emplace(document.dictionary(), options_.profile);
        RewritingVisitor::begin(document);
    }

    void part(CarePart& part) override {
        if (part.record == 0) {
            change_header(part.element);
            return write(part.element);
        }
        std::set<std::string> dropped;
        keeping_->cut(part.element, {}, dropped);
        if (options_.profile == kAssessments && !cut_results(part.element, stage_)) {
            ++result.left_out;
            return;
        }
        for (const std::string& path : dropped) ++result.dropped[path];
        if (options_.profile == kUln)
            for (auto& [path, message] : lacks_of(part.element)) sink_({part.record, part.key, path, message});
        ++result.records;
        write(part.element);
    }

    StripResult result;

protected:
    std::string place(const SourceDocument& document, const std::string& target) override {
        if (!target.ends_with('/')) return target;
        const std::string_view kind = kind_of_qualifier(stage_ == nullptr ? std::string_view() : stage_->data_qualifier);
        TakenNames taken;
        return target + taken.next(target, frame_of(document, kind.empty() ? "CTF" : kind, {}));
    }

private:
    void change_header(xml::Element& header) {
        if (plan().row(header.id).part != schema::Part::header) return;
        xml::make_path(header, "DocumentQualifier", dictionary()).text = "partial";
        std::string_view qualifier = options_.profile == kUln ? "ULN" : stage_ != nullptr ? stage_->data_qualifier : std::string_view();
        const bool stays = options_.profile == kAssessments && stage_ == nullptr;
        if (stays) return;
        std::erase_if(header.children, [](const xml::Element& each) { return each.name == "DataQualifier"; });
        if (!qualifier.empty()) xml::make_path(header, "DataQualifier", dictionary()).text = qualifier;
    }

    const StripOptions& options_;
    const StageRow* stage_;
    const LackSink& sink_;
    std::optional<Keeping> keeping_;
};

const StageRow* find_stage(const std::string& word) {
    if (word.empty()) return nullptr;
    const auto rows = stage_rows();
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const StageRow& row) { return row.word == word; });
    if (found == rows.end()) throw UsageError(word + ": no such stage");
    return &*found;
}

}  // namespace

std::vector<std::string_view> strip_profiles() {
    std::vector<std::string_view> words;
    for (const StripRow& row : strip_rows())
        if (words.empty() || words.back() != row.profile) words.push_back(row.profile);
    return words;
}

std::vector<std::string_view> strip_stages() {
    std::vector<std::string_view> words;
    for (const StageRow& row : stage_rows()) words.push_back(row.word);
    return words;
}

StripResult strip(io::Input& input, const StripOptions& options, const CareTarget& target, const LackSink& sink) {
    const StageRow* const stage = find_stage(options.stage);
    const auto stream = input.open();
    StripVisitor visitor(target, options, stage, sink);
    visit_document(*stream, input.name(), options.reading, visitor);
    visitor.commit();
    visitor.result.path = visitor.path();
    return std::move(visitor.result);
}

}  // namespace cbds::convert
