/// @file
/// One run of `cbds diff`: both sides are read, paired and compared, and the reports are written.
#pragma once

#include "cbds/io/progress.hpp"
#include "command.hpp"
#include "diff_pairs.hpp"
#include "diff_reports.hpp"
#include "diff_run.hpp"

#include <array>
#include <functional>
#include <string>
#include <vector>

namespace cbds::cli {

struct DiffWorkOptions {
    std::array<formats::DocumentInputOptions, 2> inputs;  ///< old and new, a path each
    DiffRunOptions run;
    bool reconcile = false;
};

class DiffWork {
public:
    /// Dictionary and reports must outlive it.
    DiffWork(const schema::Dictionary& dictionary, DiffWorkOptions options, const DiffReportOptions& reporting, Context& context);
    DiffWork(const DiffWork&) = delete;
    DiffWork& operator=(const DiffWork&) = delete;

    /// @throws UsageError, InputError, OutputError
    ExitCode run();

private:
    [[nodiscard]] const formats::DocumentInputOptions& with_note(std::size_t side);
    [[nodiscard]] DiffRunOptions with_progress();
    [[nodiscard]] std::vector<DiffDocument> read(std::size_t side);
    void tell(const std::string& problem);
    [[nodiscard]] bool is_one_pair(const std::string& option) const;
    [[nodiscard]] bool guarded(const std::function<void()>& work);
    void unpaired(const DiffPair& pair);
    void compare(const DiffPair& pair);
    [[nodiscard]] ExitCode compare_all();
    [[nodiscard]] ExitCode write_patch();
    void tell_unsaid(const std::vector<diff::Unsaid>& unsaid);
    [[nodiscard]] ExitCode reconcile();

    const schema::Dictionary& dictionary_;
    DiffWorkOptions options_;
    const DiffReportOptions& reporting_;
    Context& context_;
    ConvertReport notes_;
    std::array<formats::DocumentInputs, 2> inputs_;
    io::Progress progress_;
    DiffReports reports_;
    DiffRun run_;
    std::vector<DiffDocument> before_;
    std::vector<DiffDocument> after_;
    DiffPairing pairing_;
    diff::Summary total_;
    std::uint64_t told_ = 0;  ///< pairs, and documents without a partner
    bool unpaired_ = false;
    bool trouble_ = false;
};

}  // namespace cbds::cli
