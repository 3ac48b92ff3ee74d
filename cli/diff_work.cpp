#include "diff_work.hpp"

#include "cbds/error.hpp"
#include "cbds/report/escape.hpp"

#include <sys/resource.h>

#include <utility>

namespace cbds::cli {
namespace {

constexpr std::uint64_t kWorthProgress = std::uint64_t{64} << 20;  // bytes
constexpr std::size_t kNamedUnsaid = 10;

ConvertReportOptions note_options(const DiffReportOptions& reporting) {
    ConvertReportOptions options;
    options.quiet = reporting.quiet();
    options.words.keys = !reporting.masks_keys();
    return options;
}

std::uint64_t bytes_of(const std::array<formats::DocumentInputs, 2>& inputs) { return inputs.front().bytes() + inputs.back().bytes(); }

/// Entries of archives wait as open files, and there may be one for each school of an authority.
void allow_many_files() {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return;
    files.rlim_cur = files.rlim_max;
    static_cast<void>(::setrlimit(RLIMIT_NOFILE, &files));
}

}  // namespace

DiffWork::DiffWork(const schema::Dictionary& dictionary, DiffWorkOptions options, const DiffReportOptions& reporting, Context& context)
    : dictionary_(dictionary), options_(std::move(options)), reporting_(reporting), context_(context), notes_(note_options(reporting), context),
      inputs_{formats::DocumentInputs(dictionary, with_note(0)), formats::DocumentInputs(dictionary, with_note(1))},
      progress_(context.err, context.err_is_terminal && !reporting.quiet() && bytes_of(inputs_) > kWorthProgress,
                bytes_of(inputs_) * (options_.run.findings ? 2 : 1)),
      run_(dictionary, with_progress(), notes_) {}

const formats::DocumentInputOptions& DiffWork::with_note(std::size_t side) {
    options_.inputs[side].note = [this](const formats::ReadingNote& note) { notes_.note(note); };
    return options_.inputs[side];
}

/// The report and the progress may share a terminal: while the one is written the other is not.
DiffRunOptions DiffWork::with_progress() {
    DiffRunOptions run = options_.run;
    const auto advance = [this](std::uint64_t bytes) {
        if (!reports_.in_pair() || !context_.out_is_terminal) progress_.advance(bytes);
    };
    run.compare.progress = advance;
    if (run.findings) run.findings->read.progress = advance;
    reports_.on_pair([this] { progress_.clear(); });
    return run;
}

void DiffWork::tell(const std::string& problem) {
    progress_.clear();
    context_.err << "cbds: " << report::printable(problem) << '\n';
    trouble_ = true;
}

std::vector<DiffDocument> DiffWork::read(std::size_t side) {
    const std::string& path = options_.inputs[side].inputs.paths.front();
    std::vector<DiffDocument> documents = read_side(dictionary_, inputs_[side], options_.inputs[side]);
    if (documents.empty()) throw InputError(path + ": no document is there, nothing was compared");
    for (const DiffDocument& document : documents)
        if (!document.problem.empty()) tell(document.problem);
    return documents;
}

/// Whether there is exactly one pair; without any, what is wrong has been told.
bool DiffWork::is_one_pair(const std::string& option) const {
    if (before_.size() > 1 || after_.size() > 1) throw UsageError(option + " compares two documents, but there are more: name two files");
    return pairing_.pairs.size() == 1;
}

/// A document that is no good does not stop the others. @returns whether the work was done
bool DiffWork::guarded(const std::function<void()>& work) {
    try {
        work();
        return true;
    } catch (const DocumentError& error) {
        if (reports_.in_pair()) throw;  // a half of it has been reported
        tell(error.what());
    } catch (const InputError& error) {
        if (reports_.in_pair()) throw;
        tell(error.what());
    }
    return false;
}

void DiffWork::unpaired(const DiffPair& pair) {
    const DiffDocument& document = pair.before ? before_[*pair.before] : after_[*pair.after];
    reports_.unpaired({document.input->name(), document.found.named, document.la, document.estab, 0}, pair.after.has_value());
    unpaired_ = true;
    ++told_;
}

void DiffWork::compare(const DiffPair& pair) {
    DiffDocument& before = before_[*pair.before];
    DiffDocument& after = after_[*pair.after];
    if (guarded([&] { total_ += run_.compare(before, after, reports_); })) ++told_;
    before.input.reset();  // there may be a copy, which is not needed any more
    after.input.reset();
}

ExitCode DiffWork::compare_all() {
    std::size_t number = 0;
    for (const DiffPair& pair : pairing_.pairs) {
        const DiffDocument& shown = pair.after ? after_[*pair.after] : before_[*pair.before];
        progress_.file(shown.input->name(), ++number, pairing_.pairs.size());
        if (pair.before && pair.after) compare(pair);
        else unpaired(pair);
    }
    progress_.clear();
    if (told_ == 0) return ExitCode::trouble;  // no report of nothing
    reports_.end(total_);
    reports_.commit();
    if (trouble_) return ExitCode::trouble;
    return unpaired_ || total_.any() ? ExitCode::findings : ExitCode::done;
}

void DiffWork::tell_unsaid(const std::vector<diff::Unsaid>& unsaid) {
    for (std::size_t i = 0; i < unsaid.size() && i < kNamedUnsaid; ++i) {
        const std::string& name = (unsaid[i].is_new ? after_ : before_).front().input->name();
        tell(name + (unsaid[i].record == 0 ? std::string() : ": record " + std::to_string(unsaid[i].record)) + ": " + unsaid[i].reason);
    }
    if (unsaid.size() > kNamedUnsaid) tell(std::to_string(unsaid.size() - kNamedUnsaid) + " more of these");
    tell("no patch was written: it could not say all that differs");
}

ExitCode DiffWork::write_patch() {
    if (!is_one_pair("--format xml-patch")) return ExitCode::trouble;
    io::OutputFile file = reporting_.open_patch(context_);
    diff::PatchWriter patch(dictionary_, file.stream());
    if (!guarded([&] { total_ = run_.compare(before_.front(), after_.front(), patch); })) return ExitCode::trouble;
    patch.end(total_);
    progress_.clear();
    if (!patch.unsaid().empty()) {
        tell_unsaid(patch.unsaid());
        return ExitCode::trouble;
    }
    file.commit();
    return total_.any() ? ExitCode::findings : ExitCode::done;
}

ExitCode DiffWork::reconcile() {
    if (!is_one_pair("--reconcile")) return ExitCode::trouble;
    diff::Reconciliation reconciliation;
    if (!guarded([&] { reconciliation = run_.reconcile(before_.front(), after_.front()); })) return ExitCode::trouble;
    progress_.clear();
    reporting_.write(reconciliation, dictionary_, context_);
    return reconciliation.summary.any() ? ExitCode::findings : ExitCode::done;
}

ExitCode DiffWork::run() {
    allow_many_files();
    const bool reports_changes = !options_.reconcile && !reporting_.is_patch();
    if (reports_changes) reporting_.open(reports_, dictionary_, context_);
    before_ = read(0);
    after_ = read(1);
    pairing_ = pair_documents(before_, after_);
    for (const std::string& problem : pairing_.problems) tell(problem);
    const ExitCode code = reports_changes ? compare_all() : options_.reconcile ? reconcile() : write_patch();
    notes_.end(0);
    return code;
}

}  // namespace cbds::cli
