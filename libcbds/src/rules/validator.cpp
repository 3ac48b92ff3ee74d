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
    Implementation(const schema::Dictionary& dictionary, ValidateOptions options) : dictionary_(dictionary), options_(std::move(options)) {
        for (const Rule& rule : all_rules())
            if (options_.selection.reports(rule)) run_.rules.emplace(rule.code, RuleCount{&rule, 0, Severity::info, true});
        if (!options_.schema.empty()) schema_.emplace(options_.schema);
        else run_.rules.erase("XSD040");
    }

    FileSummary validate(io::Input& input, FindingSink& sink) {
        FileSummary file;
        file.name = input.name();
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
    void take(const Finding& finding) {
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
        const formats::Identification found = formats::identify(dictionary_, opening, file_->name, options_.edition);
        if (!found.collection) return refuse(std::move(opening), stream, found.problem);
        file_->edition = found.edition;
        const EditionRules& rules = rules_for(found.edition);
        edition_sure_ = edition_confidence(found);
        const HeaderContext context{file_->name, found, options_.reference_date};
        PartChecks checks(rules, options_.selection, context, [this](const Finding& finding) { take(finding); });
        const xml::ReadResult result = xml::read_document(std::move(opening), stream, rules.plan, options_.read, checks);
        finish(result, rules);
    }

    const EditionRules& rules_for(schema::Edition edition) {
        auto& rules = editions_[{static_cast<int>(edition.collection), edition.ordinal}];
        if (!rules) rules = std::make_unique<EditionRules>(dictionary_, edition, options_.selection);
        return *rules;
    }

    /// A document of no collection known. That it is not well formed is the nearer reason.
    void refuse(xml::Opening opening, io::ByteStream& stream, const std::string& problem) {
        const std::string text = first_utf8(opening);
        const xml::Place root = xml::Locator(text, opening.start(), opening.encoding).place(std::min<std::uint64_t>(opening.root_offset, text.size()));
        const xml::ReadResult result = xml::read_unknown_document(std::move(opening), stream, options_.read);
        const bool wanted = options_.selection.reports(CodeBook::known("XSD001"));
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
        FindingMaker maker(rules.plan, rules.codes, options_.selection, edition_sure_);
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
        if (options_.selection.reports(rule)) return true;
        const bool ends_reading = rule.code.starts_with("XML") || rule.code == "XSD002";
        if (ends_reading && options_.selection.ignores(rule)) file_->status = FileStatus::refused;
        return ends_reading && !options_.selection.ignores(rule);
    }

    void report_fault(const xml::Fault& fault, const Place& place, const std::string& path = {}) {
        not_well_formed_ |= fault.code.starts_with("XML");
        const Rule* rule = &CodeBook::known(fault.code);
        if (!tells(*rule)) return;
        Finding finding;
        finding.rule = rule;
        finding.severity = lowered(rule->kind, rule->confidence);
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
    std::map<std::pair<int, schema::Ordinal>, std::unique_ptr<EditionRules>> editions_;
    std::optional<xml::XmlSchema> schema_;
    RunSummary run_;
    schema::Confidence edition_sure_ = schema::Confidence::certain;  ///< of the document that is being read
    bool not_well_formed_ = false;  ///< the document that is being read
    FindingSink* sink_ = nullptr;
    FileSummary* file_ = nullptr;
};

Validator::Validator(const schema::Dictionary& dictionary, ValidateOptions options)
    : implementation_(std::make_unique<Implementation>(dictionary, std::move(options))) {}

Validator::~Validator() = default;

FileSummary Validator::validate(io::Input& input, FindingSink& sink) { return implementation_->validate(input, sink); }

const RunSummary& Validator::summary() const noexcept { return implementation_->summary(); }

}  // namespace cbds::rules
