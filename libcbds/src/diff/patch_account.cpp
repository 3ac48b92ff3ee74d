#include "diff/patch_account.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace cbds::diff {
namespace {

using xml::Element;

constexpr std::size_t kMostConflicts = 1000;

/// A condition's path as the dictionary writes a key.
std::string joined(const std::vector<std::string>& names) {
    std::string made;
    for (const std::string& name : names) made.append(made.empty() ? "" : "/").append(name);
    return made;
}

class UnitPatching {
public:
    UnitPatching(schema::ElementId frame, const PatchIndex& index, const Report& about, std::vector<Report>& reports)
        : frame_(frame), index_(index), about_(about), reports_(reports) {}

    void patch(Outgoing from, std::vector<Outgoing>& out) {
        if (from.element.id != schema::kNoElement && index_.plan().row(from.element.id).part == schema::Part::frame) {
            out.push_back(std::move(from));  // what is in it comes later
            return;
        }
        Unit unit{std::move(from.element), {}, {}};
        for (std::size_t i = from.behind; unit.element && (i = index_.next(*unit.element, frame_, i)) != kNoOperation;) try_one(i, unit);
        for (Sibling& each : unit.before) patch({std::move(each.element), each.operation, false}, out);
        if (unit.element) out.push_back({std::move(*unit.element), kNoOperation, true});
        for (Sibling& each : unit.after) patch({std::move(each.element), each.operation, false}, out);
    }

private:
    void try_one(std::size_t number, Unit& unit) {
        const Operation& operation = index_.operations()[number];
        if (index_.adds_record(number)) return refuse_double(operation, number, unit);
        const std::size_t first = index_.unit_step(number);
        if (index_.of_record(number) && !fits(*unit.element, operation.selector.steps[first])) return;  // it is about another one
        Report& report = reports_.emplace_back(about_);
        report.operation = number;
        report.outcome = apply_to_unit(operation, first, number, unit);
    }

    /// A record that is to be added must not be there already.
    void refuse_double(const Operation& operation, std::size_t number, const Unit& unit) {
        if (!fits(*unit.element, operation.added->steps.back())) return;
        Report& report = reports_.emplace_back(about_);
        report.operation = number;
        report.outcome = {false, "a record with this key is there already", true};
    }

    schema::ElementId frame_;
    const PatchIndex& index_;
    const Report& about_;
    std::vector<Report>& reports_;
};

}  // namespace

std::vector<Outgoing> patch_unit(Outgoing unit, schema::ElementId frame, const PatchIndex& index, const Report& about,
                                 std::vector<Report>& reports) {
    std::vector<Outgoing> out;
    UnitPatching(frame, index, about, reports).patch(std::move(unit), out);
    return out;
}

std::string record_key(const Element& unit, const schema::Dictionary& dictionary) {
    if (unit.id == schema::kNoElement || dictionary.element(unit.id).part != schema::Part::record) return {};
    return std::string(unit.value(dictionary.element(unit.id).key));
}

void PatchAccount::add(Report report) {
    Entry& entry = entries_[report.operation];
    if (report.outcome.clash) {
        if (!std::exchange(entry.clash, true)) {
            entry.reason = std::move(report.outcome.reason);
            entry.record = report.record;
            entry.key = std::move(report.key);
        }
        return;
    }
    if (entry.clash) return;
    const bool first = entry.done == 0 && (report.outcome.done || entry.reason.empty());
    if (report.outcome.done) ++entry.done;
    else if (entry.reason.empty()) entry.reason = std::move(report.outcome.reason);
    if (!first) return;
    entry.record = report.record;
    entry.key = std::move(report.key);
}

std::string PatchAccount::message(std::size_t operation, const Entry& entry) const {
    const char* const units = index_.of_record(operation) ? " records" : " elements";
    if (entry.done > 1 && !entry.clash) return std::to_string(entry.done) + units + " fit where one is expected";
    if (!entry.reason.empty()) return entry.reason;
    return index_.of_record(operation) ? "no record fits" : "it is not there";
}

std::string PatchAccount::wanted_key(std::size_t operation) const {
    if (!index_.of_record(operation)) return {};
    const Step& step = index_.operations()[operation].selector.steps[index_.unit_step(operation)];
    for (const Condition& each : step.conditions) {
        const std::string path = joined(each.path);
        if (each.attribute.empty() && (path == "UPN" || path.ends_with("/UPN"))) return each.value;
    }
    return {};
}

std::vector<Conflict> PatchAccount::conflicts(std::uint64_t& all) const {
    std::vector<Conflict> made;
    all = 0;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        const Entry& entry = entries_[i];
        if ((entry.done == 1 && !entry.clash) || ++all > kMostConflicts) continue;
        const Operation& operation = index_.operations()[i];
        const bool found = entry.done > 0 || !entry.reason.empty();
        made.push_back({i + 1, operation.line, found ? entry.record : 0, found ? entry.key : wanted_key(i), path_of(operation.selector),
                        message(i, entry)});
    }
    return made;
}

}  // namespace cbds::diff
