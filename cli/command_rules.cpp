#include "command_rules.hpp"

#include "cbds/error.hpp"
#include "cbds/io/output.hpp"
#include "cbds/schema/nearest.hpp"
#include "cbds/rules/selection.hpp"
#include "cbds/version.hpp"
#include "common_options.hpp"
#include "listing.hpp"
#include "rule_examples.hpp"
#include "rule_words.hpp"

#include <algorithm>
#include <ostream>
#include <set>

namespace cbds::cli {
namespace {

using nlohmann::ordered_json;
using rules::Rule;
using Rules = std::vector<const Rule*>;

/// JSON with one rule a line, so that two lists can be compared.
void write_json_list(const Rules& rules, std::ostream& out) {
    out << '[';
    const char* between = "\n";
    for (const Rule* rule : rules) {
        out << between << rule_json(*rule).dump();
        between = ",\n";
    }
    out << "\n]";
}

class CommandRules final : public Command {
public:
    void add_options(CLI::App& app) override;
    void check_options() override;
    ExitCode run(Context& context) override;

private:
    void add_list_options(CLI::App& app);
    void add_explain_options(CLI::App& app);
    void add_export_options(CLI::App& app);
    [[nodiscard]] bool is_wanted(const Rule& rule) const;
    [[nodiscard]] Rules wanted() const;
    [[nodiscard]] Listing listing(const Rules& rules) const;
    void list(std::ostream& out) const;
    [[nodiscard]] const Rule& rule_to_explain() const;
    void explain(std::ostream& out) const;
    void export_rules(std::ostream& out) const;

    CLI::App* list_ = nullptr;
    CLI::App* explain_ = nullptr;
    std::vector<std::string> words_;
    std::string edition_name_;
    std::string status_ = "all";
    std::string collection_;
    std::string tag_;
    std::string list_format_ = "text";
    std::string code_;
    std::string example_;
    std::string export_format_;
    std::string output_ = "-";
    bool overwrite_ = false;
    std::optional<schema::Edition> edition_;
};

void CommandRules::add_options(CLI::App& app) {
    app.require_subcommand(1);
    list_ = app.add_subcommand("list", "List the rules");
    add_list_options(*list_);
    explain_ = app.add_subcommand("explain", "Say all that is known about a rule");
    add_explain_options(*explain_);
    add_export_options(*app.add_subcommand("export", "Write all facts of all rules"));
}

void CommandRules::add_list_options(CLI::App& app) {
    app.add_option("word", words_, "Only these rules: by code or its beginning, severity, @tag, item:NAME")->type_name("WORD");
    app.add_option("--edition", edition_name_, "Only rules of this edition")->type_name("EDITION");
    app.add_option("--status", status_, "built, not-built or all (the usual)")->check(CLI::IsMember({"built", "not-built", "all"}))->type_name("STATUS");
    app.add_option("--collection", collection_, "Only rules that are run on documents of this collection")
        ->check(CLI::IsMember({"ctf", "school-census", "register"}))->type_name("COLLECTION");
    app.add_option("--tag", tag_, "Only rules with this tag")->type_name("TAG");
    app.add_option("--format", list_format_, "text, json or csv")->check(CLI::IsMember({"text", "json", "csv"}))->type_name("FORMAT");
}

void CommandRules::add_explain_options(CLI::App& app) {
    app.add_option("code", code_, "Code of the rule")->required()->type_name("CODE");
    app.add_option("--example", example_, "Write this example of it, as a document: good or bad")->check(CLI::IsMember({"good", "bad"}))->type_name("EXAMPLE");
    app.add_option("-o,--output", output_, "File for the example, or folder; - is standard output")->type_name("FILE");
    app.add_flag("--overwrite", overwrite_, "Replace files that exist");
}

void CommandRules::add_export_options(CLI::App& app) {
    app.add_option("--format", export_format_, "json, md (Markdown) or man (the list of cbds-rules(5))")
        ->required()->check(CLI::IsMember({"json", "md", "man"}))->type_name("FORMAT");
    app.add_option("-o,--output", output_, "File to write; - is standard output")->type_name("FILE");
    app.add_flag("--overwrite", overwrite_, "Replace files that exist");
}

void CommandRules::check_options() {
    if (!edition_name_.empty()) {
        edition_ = schema::parse_edition(edition_name_);
        if (!edition_) throw UsageError("--edition " + edition_name_ + ": no edition; `cbds schema --list` names them");
    }
    if (explain_->parsed() && example_.empty() && output_ != "-") throw UsageError("--output: only an example is written to a file");
}

bool CommandRules::is_wanted(const Rule& rule) const {
    if (edition_ && !rules::applies(rule, *edition_)) return false;
    if (status_ != "all" && rules::is_built(rule) != (status_ == "built")) return false;
    const std::string collection = collection_of(rule);
    return collection_.empty() || collection.empty() || collection == collection_;
}

Rules CommandRules::wanted() const {
    std::set<std::string_view> named;
    for (const std::string& word : split_list(words_))
        for (const Rule* rule : rules::rules_named(word)) named.insert(rule->code);
    std::set<std::string_view> tagged;
    if (!tag_.empty())
        for (const Rule* rule : rules::rules_named('@' + tag_)) tagged.insert(rule->code);
    Rules rules;
    for (const Rule& rule : rules::all_rules()) {
        const bool is_named = (words_.empty() || named.contains(rule.code)) && (tag_.empty() || tagged.contains(rule.code));
        if (is_named && is_wanted(rule)) rules.push_back(&rule);
    }
    return rules;
}

/// For a person the reason why a rule is not built stands at the end of its line; a spreadsheet gets every fact.
Listing CommandRules::listing(const Rules& rules) const {
    const bool text = list_format_ == "text";
    Listing listing;
    std::vector<std::string> headings{"code", "severity", "confidence", "since", "until", "title", "not built"};
    if (!text) headings = {"code", "severity", "title", "status", "confidence", "collection", "items", "since", "until", "terms",
                           "phases", "tags", "level", "run_by", "source", "explanation"};
    for (const std::string& heading : headings) listing.columns.push_back({heading, Kind::text});
    for (const Rule* rule : rules) {
        const std::string code(rule->code);
        const std::string severity(rules::severity_name(rules::usual_severity(*rule)));
        const std::string confidence(rules::confidence_name(rule->confidence));
        const std::string title(rule->title);
        if (text) {
            listing.rows.push_back({code, severity, confidence, since_of(*rule), until_of(*rule), title,
                                    rules::is_built(*rule) ? "" : std::string(rule->status)});
        } else {
            listing.rows.push_back({code, severity, title, std::string(rule->status), confidence, collection_of(*rule), std::string(rule->items),
                                    since_of(*rule), until_of(*rule), terms_of(*rule), phases_of(*rule), std::string(rule->tags),
                                    std::string(rules::level_name(rule->level)), std::string(rules::run_by_name(rule->run_by)),
                                    std::string(rule->source), std::string(rule->explanation)});
        }
    }
    return listing;
}

void CommandRules::list(std::ostream& out) const {
    const Rules rules = wanted();
    if (list_format_ != "json") return write_listing(listing(rules), list_format_, out);
    write_json_list(rules, out);
    out << '\n';
}

const Rule& CommandRules::rule_to_explain() const {
    if (const Rule* rule = rules::find_rule(code_)) return *rule;
    std::vector<std::string_view> codes;
    for (const Rule& rule : rules::all_rules()) codes.push_back(rule.code);
    throw UsageError(code_ + ": no rule has this code" + schema::did_you_mean(code_, codes));
}

void CommandRules::explain(std::ostream& out) const {
    const Rule& rule = rule_to_explain();
    if (!example_.empty()) {
        const sample::ExampleCase* example = find_example(rule, example_ == "bad");
        if (example == nullptr) throw UsageError(code_ + ": there is no " + example_ + " example of this rule");
        return save_example(*example, output_, overwrite_, out);
    }
    write_explanation(rule, out);
    const sample::ExampleCase* bad = find_example(rule, true);
    const sample::ExampleCase* good = find_example(rule, false);
    if (bad == nullptr && good == nullptr) return;
    out << "\nExamples (--example " << (bad != nullptr && good != nullptr ? "bad|good" : bad != nullptr ? "bad" : "good")
        << " writes the document); what they have more (+) or less (-) than a plain document:\n";
    if (bad != nullptr) write_example(rule, *bad, out);
    if (good != nullptr) write_example(rule, *good, out);
}

void CommandRules::export_rules(std::ostream& out) const {
    Rules rules;
    for (const Rule& rule : rules::all_rules()) rules.push_back(&rule);
    if (export_format_ == "md") return write_markdown(rules, out);
    if (export_format_ == "man") return write_manual(rules, out);
    out << R"({"schema":"cbds.rules/1",)" << '\n' << R"("tool":)" << ordered_json{{"name", "cbds"}, {"version", version()}}.dump() << ",\n" << R"("rules":)";
    write_json_list(rules, out);
    out << "}\n";
}

ExitCode CommandRules::run(Context& context) {
    if (list_->parsed()) {
        list(context.out);
    } else if (explain_->parsed()) {
        explain(context.out);
    } else {
        io::OutputFile file(output_, {.overwrite = overwrite_, .personal = false}, &context.out);
        export_rules(file.stream());
        file.commit();
    }
    return ExitCode::done;
}

}  // namespace

std::unique_ptr<Command> make_command_rules() { return std::make_unique<CommandRules>(); }

}  // namespace cbds::cli
