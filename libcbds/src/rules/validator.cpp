#include "cbds/rules/validator.hpp"

#include "cbds/error.hpp"
#include "cbds/io/twice.hpp"
#include "rules/part_checks.hpp"
#include "rules/structure.hpp"
#include "xml/libxml2_schema.hpp"

#include <algorithm>
#include <map>

namespace cbds::rules {

class Validator::Implementation {
public:
    Implementation(const schema::Dictionary& dictionary, ValidateOptions options)
        : dictionary_(dictionary), options_(std::move(options)), usual_{options_.selection, options_.edition} {
        if (!options_.schema.empty()) schema_.emplace(options_.schema);
        if (options_.across) across_.emplace(options_.selection);
        use(usual_);
    }

    [[nodiscard]] const DocumentSettings& usual() const noexcept { return usual_; }

    FileSummary validate(io::Input& input, FindingSink& sink, const DocumentSettings& settings) {
        use(settings);
        FileSummary file;
        file.name = input.name();
        school_.clear();
        sink_ = &sink;
        file_ = &file;
        try {
            const auto stream = input.open();
            if (schema_) read_twice(*stream);
            else read(*stream);
        } catch (const InputError& error) {
            file.status = FileStatus::unreadable;
            file.problem = error.what();
        }
        ++run_.files;
        ++run_.by_status[static_cast<std::size_t>(file.status)];
        run_.records += file.records;
        run_.counts += file.counts;
        return file;
    }

    [[nodiscard]] const RunSummary& summary() const noexcept { return run_; }

private:
    void use(const DocumentSettings& settings) {
        if (settings_ == &settings) return;
        settings_ = &settings;
        for (const Rule& rule : all_rules())
            if (settings.selection.reports(rule) && !rule.of_register && (schema_ || rule.code != "XSD040") && (across_ || rule.level != Level::across))
                run_.rules.try_emplace(rule.code, RuleCount{&rule, 0, Severity::info, true});
    }

    [[nodiscard]] const Selection& selection() const noexcept { return settings_->selection; }

    /// A rule that a document needed, and that needs a list which was not given, did not pass: it was not run.
    void note_not_run(schema::Edition edition, schema::PhaseSet phase) {
        for (auto& [code, count] : run_.rules) {
            const Rule& rule = *count.rule;
            if (!options_.lists.suffice_for(rule) && selection().reports(rule) && applies(rule, edition) && (rule.phases & phase) != 0) count.run = false;
        }
    }

    /// Whether a rule was run on the document that is being read.
    [[nodiscard]] bool was_run(const Rule& rule) const {
        const auto found = run_.rules.find(rule.code);
        return selection().reports(rule) && found != run_.rules.end() && found->second.run;
    }

    void take(const Finding& finding) {
        if (options_.baseline != nullptr && options_.baseline->accepts(finding, school_)) {
            ++file_->known;
            ++run_.known;
            return;
        }
        ++file_->counts[finding.severity];
        RuleCount& count = run_.rules[finding.rule->code];
        count.rule = finding.rule;
        ++count.count;
        count.severity = std::max(count.severity, finding.severity);
        sink_->finding(finding);
    }

    /// The document is read, and then validated by the schema that the user gave.
    void read_twice(io::ByteStream& stream) {
        const io::ReadTwice copy(stream, file_->name);
        read(*copy.open());
        const xml::Opening opening = xml::open_document(*copy.open(), options_.encoding);
        if (opening.fault || not_well_formed_) return;
        schema_->check(*copy.open(), opening.encoding, opening.byte_order_mark, [this](const xml::SchemaFault& fault) {
            report_fault({"XSD040", 0, fault.message, ""}, fault.place, fault.path);
        });
    }

    void read(io::ByteStream& stream) {
        not_well_formed_ = false;
        xml::Opening opening = xml::open_document(stream, options_.encoding);
        if (opening.fault) {
            file_->status = FileStatus::refused;
            return report_fault(*opening.fault, opening.fault_place);
        }
        const formats::Identification found = formats::identify(dictionary_, opening, file_->name, settings_->edition);
        if (!found.collection) return refuse(std::move(opening), stream, found.problem);
        file_->edition = found.edition;
        const EditionRules& rules = rules_for(found.edition);
        edition_sure_ = edition_confidence(found);
        const HeaderContext context{file_->name, found, options_.reference_date};
        PartChecks checks(rules, selection(), context, [this, &checks](const Finding& finding) {
            school_ = checks.facts().school_number;
            take(finding);
        }, across_ ? &*across_ : nullptr);
        checks.give_lists(options_.lists);
        const xml::ReadResult result = xml::read_document(std::move(opening), stream, rules.plan, options_.read, checks);
        school_ = checks.facts().school_number;
        note_not_run(found.edition, checks.facts().phase_bit);
        if (!result.fault) checks.finish();
        finish(result, rules);
        if (!result.fault && options_.baseline != nullptr)
            options_.baseline->end_document(school_, found.edition, [this](const Rule& rule) { return was_run(rule); });
    }

    const EditionRules& rules_for(schema::Edition edition) {
        auto& rules = editions_[{settings_, static_cast<int>(edition.collection), edition.ordinal}];
        if (!rules) rules = std::make_unique<EditionRules>(dictionary_, edition, selection());
        return *rules;
    }

    /// A document of no collection known. That it is not well formed is the nearer reason.
    void refuse(xml::Opening opening, io::ByteStream& stream, const std::string& problem) {
        const std::string text = first_utf8(opening);
        const xml::Place root = xml::Locator(text, opening.start(), opening.encoding).place(std::min<std::uint64_t>(opening.root_offset, text.size()));
        const xml::ReadResult result = xml::read_unknown_document(std::move(opening), stream, options_.read);
        const bool wanted = selection().reports(CodeBook::known("XSD001"));
        if (result.fault || wanted) file_->status = FileStatus::refused;
        if (result.fault) return report_fault(*result.fault, result.fault_place);
        report_fault({"XSD001", 0, problem, ""}, root);
    }

    void finish(const xml::ReadResult& result, const EditionRules& rules) {
        file_->records = result.records;
        if (!result.fault) return check_frame(result.frame, rules);
        constexpr std::array<std::string_view, 3> kRefused{"XML090", "XML093", "XSD002"};
        if (std::find(kRefused.begin(), kRefused.end(), result.fault->code) != kRefused.end()) file_->status = FileStatus::refused;
        report_fault(*result.fault, result.fault_place);
    }

    /// The frame is checked like a part; its places are its own.
    void check_frame(const xml::Frame& frame, const EditionRules& rules) {
        if (frame.tree().nodes.empty()) return;
        xml::Part tree = frame.tree();
        std::vector<Place> places;
        for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) {
            tree.nodes[i].offset = i;
            places.push_back(frame.place(i));
        }
        for (std::size_t i = 0; i < tree.misplaced.size(); ++i) {
            tree.misplaced[i].offset = static_cast<std::uint32_t>(places.size());
            places.push_back(frame.misplaced_place(i));
        }
        std::vector<Draft> drafts;
        FindingMaker maker(rules.plan, rules.codes, selection(), edition_sure_);
        maker.begin(tree, drafts);
        check_structure(maker);
        for (Draft& draft : drafts) draft.finding.place = places[draft.offset];
        std::stable_sort(drafts.begin(), drafts.end(),
                         [](const Draft& a, const Draft& b) { return a.finding.place.offset < b.finding.place.offset; });
        for (const Draft& draft : drafts) take(draft.finding);
    }

    /// Whether a fault is told: as it is selected, and what ends the reading of a document always, for nothing can be
    /// said of the rest. Where the user silenced even that, the file counts as refused.
    bool tells(const Rule& rule) {
        if (selection().reports(rule)) return true;
        const bool ends_reading = rule.code.starts_with("XML") || rule.code == "XSD002";
        if (ends_reading && selection().ignores(rule)) file_->status = FileStatus::refused;
        return ends_reading && !selection().ignores(rule);
    }

    void report_fault(const xml::Fault& fault, const Place& place, const std::string& path = {}) {
        not_well_formed_ |= fault.code.starts_with("XML");
        const Rule* rule = &CodeBook::known(fault.code);
        if (!tells(*rule)) return;
        Finding finding;
        finding.rule = rule;
        finding.severity = selection().severity(*rule, rule->confidence);
        finding.confidence = rule->confidence;
        finding.place = place;
        finding.message = fault.message;
        finding.expected = fault.expected;
        finding.path = path;
        finding.item = path.substr(path.rfind('/') + 1);
        take(finding);
    }

    const schema::Dictionary& dictionary_;
    ValidateOptions options_;
    DocumentSettings usual_;
    const DocumentSettings* settings_ = nullptr;  ///< of the document that is being read
    std::map<std::tuple<const DocumentSettings*, int, schema::Ordinal>, std::unique_ptr<EditionRules>> editions_;
    std::optional<xml::XmlSchema> schema_;
    std::optional<AcrossChecks> across_;
    RunSummary run_;
    schema::Confidence edition_sure_ = schema::Confidence::certain;  ///< of the document that is being read
    std::string school_;            ///< number of the school in the document that is being read
    bool not_well_formed_ = false;  ///< the document that is being read
    FindingSink* sink_ = nullptr;
    FileSummary* file_ = nullptr;
};

Validator::Validator(const schema::Dictionary& dictionary, ValidateOptions options)
    : implementation_(std::make_unique<Implementation>(dictionary, std::move(options))) {}

Validator::~Validator() = default;

FileSummary Validator::validate(io::Input& input, FindingSink& sink) {
    return implementation_->validate(input, sink, implementation_->usual());
}

FileSummary Validator::validate(io::Input& input, FindingSink& sink, const DocumentSettings& settings) {
    return implementation_->validate(input, sink, settings);
}

const RunSummary& Validator::summary() const noexcept { return implementation_->summary(); }

}  // namespace cbds::rules
