/// @file
/// `--format`, `--stat`, `-o`, `--report`, `--redact`, `--quiet`: where differences go, and in which form.
#pragma once

#include "cbds/diff/patch.hpp"
#include "cbds/diff/reconciliation.hpp"
#include "cbds/io/output.hpp"
#include "cbds/report/changes.hpp"
#include "command.hpp"
#include "report_targets.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cbds::cli {

/// Several reports of one run, written as one.
class DiffReports final : public diff::DifferenceSink {
public:
    void add(std::unique_ptr<diff::DifferenceSink> report, std::optional<io::OutputFile> file);

    /// Called when a pair begins, before anything is written about it.
    void on_pair(std::function<void()> call) { on_pair_ = std::move(call); }

    void begin_pair(const diff::DocumentSide& before, const diff::DocumentSide& after) override;
    void record(const diff::RecordDifference& difference) override;
    void ambiguous(const diff::Ambiguity& ambiguity) override;
    void finding(const diff::FindingDifference& finding) override;
    void end_pair(const diff::DocumentSide& before, const diff::DocumentSide& after, const diff::Summary& summary) override;
    void unpaired(const diff::DocumentSide& document, bool is_new) override;

    /// Writes the ends.
    void end(const diff::Summary& total) override;

    /// Puts the files in their places.
    void commit();

    /// Whether a pair was begun and not ended: then something may have been written that has to be left alone.
    [[nodiscard]] bool in_pair() const noexcept { return in_pair_; }

private:
    struct Entry {
        std::unique_ptr<diff::DifferenceSink> report;
        std::optional<io::OutputFile> file;
    };

    std::vector<Entry> entries_;
    std::function<void()> on_pair_;
    bool in_pair_ = false;
};

class DiffReportOptions {
public:
    void add_to(CLI::App& app);

    /// @throws UsageError
    void check();

    [[nodiscard]] bool quiet() const noexcept { return quiet_; }
    [[nodiscard]] bool masks_keys() const noexcept { return targets_.redact() == report::Redact::all; }

    /// Whether the one report is an XML patch.
    [[nodiscard]] bool is_patch() const noexcept { return is_patch_; }

    /// Whether a report of this format is wanted.
    [[nodiscard]] bool has(report::ChangeFormat format) const noexcept;

    /// Opens the outputs of reports of changes. @throws OutputError
    void open(DiffReports& reports, const schema::Dictionary& dictionary, Context& context) const;

    /// The output of the patch: nothing is in there before commit(). @throws OutputError
    [[nodiscard]] io::OutputFile open_patch(Context& context) const;

    /// Writes the reports of a change of supplier. @throws OutputError
    void write(const diff::Reconciliation& reconciliation, const schema::Dictionary& dictionary, Context& context) const;

private:
    void take_short_form();
    [[nodiscard]] report::ChangeReportOptions report_options(const ReportTarget& target, const Context& context) const;
    [[nodiscard]] std::optional<io::OutputFile> open_file(const ReportTarget& target, Context& context) const;

    ReportTargets targets_;
    bool stat_ = false;
    bool quiet_ = false;
    bool is_patch_ = false;
};

}  // namespace cbds::cli
