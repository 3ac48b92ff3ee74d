#include "cbds/rules/register_validator.hpp"

#include "rules/register/findings.hpp"
#include "rules/register/rule_functions.hpp"

#include <algorithm>
#include <array>

namespace cbds::rules {
namespace {

using registers::Register;

/// Runs the rules that are selected, one after the other.
class RegisterRun {
public:
    RegisterRun(const RegisterFacts& facts, const Selection& selection) : facts_(facts), selection_(selection), faults_(facts.all()) {}

    std::vector<RegisterFault> faults() {
        for (const IncidentRule& rule : incident_rules()) run(rule);
        for (const auto rules : {code_rules(), day_rules(), use_rules(), list_rules()})
            for (const PupilRule& rule : rules) run(rule);
        for (const SchoolRule& rule : school_rules()) run(rule);
        return std::move(faults_.list());
    }

private:
    bool begin(std::string_view code) {
        const Rule* rule = find_rule(code);
        if (rule == nullptr || !selection_.reports(*rule)) return false;
        faults_.begin(*rule);
        return true;
    }

    void run(const IncidentRule& rule) {
        if (!begin(rule.code)) return;
        const auto& incidents = facts_.all().incidents;
        for (std::uint32_t i = 0; i < incidents.size(); ++i)
            if (incidents[i].kind == rule.kind) faults_.incident(i, rule.message);
    }

    void run(const PupilRule& rule) {
        if (!begin(rule.code)) return;
        for (std::uint32_t i = 0; i < facts_.all().enrolments.size(); ++i) rule.check({facts_, i}, faults_);
    }

    void run(const SchoolRule& rule) {
        if (!begin(rule.code)) return;
        for (std::uint32_t i = 0; i < facts_.all().schools.size(); ++i) rule.check(facts_, i, faults_);
    }

    const RegisterFacts& facts_;
    const Selection& selection_;
    RegisterFaults faults_;
};

/// By file and line; what has no line behind them, by school, pupil and session.
bool stands_before(const RegisterFault& a, const RegisterFault& b) {
    const auto key = [](const RegisterFault& fault) {
        return std::tuple(fault.file, fault.line == 0, fault.line, fault.school, fault.enrolment, fault.stretch.first, fault.rule->code);
    };
    return key(a) < key(b);
}

/// Pupils with marks in each file; where no place of any mark was kept, all pupils are of the first.
std::vector<std::uint64_t> pupils_by_file(const Register& all) {
    std::vector<std::uint64_t> pupils(std::max<std::size_t>(all.files.size(), 1));
    std::vector<bool> has(pupils.size());
    bool any = false;
    for (const registers::Enrolment& enrolment : all.enrolments) {
        has.assign(has.size(), false);
        std::uint16_t last = 0;
        for (const registers::MarkDetail& detail : enrolment.details) {
            if (detail.line == 0 || (has[last] && detail.file == last) || detail.file >= has.size()) continue;
            last = detail.file;
            if (!has[last]) ++pupils[last];
            has[last] = true;
        }
        any = any || std::find(has.begin(), has.end(), true) != has.end();
    }
    if (!any) pupils.front() = all.enrolments.size();
    return pupils;
}

/// Hands findings on, file by file.
class FindingsByFile {
public:
    FindingsByFile(const RegisterFacts& facts, const RegisterValidateOptions& options, FindingSink& sink, RunSummary& run)
        : facts_(facts), options_(options), sink_(sink), run_(run) {}

    /// @param faults  those of the file, in order
    FileSummary tell(const std::string& name, std::uint64_t records, std::span<const RegisterFault> faults) {
        FileSummary file;
        file.name = name;
        file.of_register = true;
        file.records = records;
        if (options_.begin_file) options_.begin_file(file.name);
        for (const RegisterFault& fault : faults) take(fault, file);
        if (options_.end_file) options_.end_file(file);
        ++run_.files;
        ++run_.by_status[static_cast<std::size_t>(file.status)];
        run_.records += file.records;
        run_.counts += file.counts;
        return file;
    }

private:
    void take(const RegisterFault& fault, FileSummary& file) {
        const Finding finding = make_finding(facts_, fault, options_.selection);
        if (options_.baseline != nullptr && options_.baseline->accepts(finding, school_number(facts_.all(), fault.school))) {
            ++file.known;
            ++run_.known;
            return;
        }
        ++file.counts[finding.severity];
        RuleCount& count = run_.rules[finding.rule->code];
        count.rule = finding.rule;
        ++count.count;
        count.severity = std::max(count.severity, finding.severity);
        sink_.finding(finding);
    }

    const RegisterFacts& facts_;
    const RegisterValidateOptions& options_;
    FindingSink& sink_;
    RunSummary& run_;
};

/// A file without a name is one that the reader may not see, and has nothing to be told.
bool is_beside(const RegisterValidateOptions& options, const std::string& file) {
    return file.empty() || std::find(options.beside.begin(), options.beside.end(), file) != options.beside.end();
}

/// What has no line in a file that is told of stands in the first one that is: a file beside has its own report.
void move_from_files_beside(const Register& all, const RegisterValidateOptions& options, std::vector<RegisterFault>& faults) {
    std::size_t first = 0;
    while (first + 1 < all.files.size() && is_beside(options, all.files[first])) ++first;
    for (RegisterFault& fault : faults) {
        if (fault.file >= all.files.size() || !is_beside(options, all.files[fault.file])) continue;
        fault.file = static_cast<std::uint16_t>(first);
        fault.line = 0;
    }
}

void note_rules(const Selection& selection, RunSummary& run) {
    for (const Rule& rule : all_rules())
        if (rule.of_register && selection.reports(rule)) run.rules.try_emplace(rule.code, RuleCount{&rule, 0, Severity::info, true});
}

void end_baseline(const Register& all, const RegisterValidateOptions& options) {
    if (options.baseline == nullptr) return;
    for (std::uint32_t school = 0; school < all.schools.size(); ++school)
        options.baseline->end_register(school_number(all, school), [&](const Rule& rule) { return options.selection.reports(rule); });
}

}  // namespace

void validate_register(const Register& checked, const RegisterValidateOptions& options, FindingSink& sink, RunSummary& run,
                       std::vector<FileSummary>& summaries) {
    note_rules(options.selection, run);
    const RegisterFacts facts(checked, options.reference_date);
    std::vector<RegisterFault> faults = RegisterRun(facts, options.selection).faults();
    move_from_files_beside(checked, options, faults);
    std::stable_sort(faults.begin(), faults.end(), stands_before);
    const std::vector<std::uint64_t> pupils = pupils_by_file(checked);
    FindingsByFile findings(facts, options, sink, run);
    auto next = faults.cbegin();
    for (std::size_t file = 0; file < pupils.size(); ++file) {
        const auto behind = std::find_if(next, faults.cend(), [&](const RegisterFault& fault) { return fault.file > file; });
        const std::string name = checked.files.empty() ? std::string("register") : checked.files[file];
        if (!is_beside(options, name)) summaries.push_back(findings.tell(name, pupils[file], {next, behind}));
        next = behind;
    }
    end_baseline(checked, options);
}

}  // namespace cbds::rules
