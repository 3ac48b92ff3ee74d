#include "convert_run.hpp"

#include "cbds/error.hpp"
#include "cbds/formats/file_name.hpp"
#include "cbds/io/fingerprint.hpp"
#include "output_names.hpp"

#include <boost/filesystem.hpp>

#include <algorithm>
#include <array>
#include <exception>
#include <map>
#include <thread>
#include <vector>

namespace cbds::cli {
namespace {

namespace fs = boost::filesystem;

constexpr std::string_view kLossy = "would lose something; --allow-loss writes it all the same";

/// Whether there is an output.
bool is_there(ConvertStatus status) { return status == ConvertStatus::converted || status == ConvertStatus::unchanged; }

/// What a conversion's result means for the output.
void judge(ConvertedDocument& document, bool allow_loss) {
    document.problem = document.result.problem;
    if (document.result.unreadable) document.status = ConvertStatus::unreadable;
    else if (!document.problem.empty()) document.status = ConvertStatus::refused;
    else if (document.result.losses.lossy() && !allow_loss) {
        document.status = ConvertStatus::lossy;
        document.problem = document.input + ": " + std::string(kLossy);
    }
}

std::string serial_of(const convert::DocumentFacts& facts) {
    if (const std::string_view serial = facts.opening->header_value("Header/Source/SerialNo"); !serial.empty()) return std::string(serial);
    if (const auto name = formats::parse_ctf_name(facts.name)) return std::string(name->serial);
    const auto name = formats::parse_census_name(facts.name);
    return name ? std::string(name->serial) : std::string();
}

convert::NameFacts name_facts(const convert::DocumentFacts& facts, std::uint64_t number, formats::Format format) {
    const formats::SourceSchool school = formats::source_school(*facts.opening);
    return {facts.name, std::string(school.la), std::string(school.estab), serial_of(facts), facts.edition, number,
            std::string(formats::format_extension(format))};
}

/// The file or folder on the disk that a document is in: `pupils.ndjson/2` is in `pupils.ndjson`.
std::string place_of(std::string name) {
    boost::system::error_code error;
    while (!name.empty() && !fs::exists(name, error)) {
        const std::size_t slash = name.rfind('/');
        name.resize(slash == std::string::npos ? 0 : slash);
    }
    return name;
}

}  // namespace

std::string_view status_name(ConvertStatus status) noexcept {
    constexpr std::array<std::string_view, 6> kNames{"converted", "unchanged", "refused", "lossy", "unreadable", "unwritten"};
    return kNames[static_cast<std::size_t>(status)];
}

/// One output for all documents: it is written where each of them is good.
class ConvertRun::Together {
public:
    explicit Together(ConvertRun& run) : run_(run), conversion_(run.dictionary_, run.options_.conversion) {}

    void convert(formats::DocumentInputs& inputs, const DocumentDone& done) {
        std::vector<ConvertedDocument> documents;
        while (const auto input = inputs.next()) documents.push_back(convert_one(*input));
        const bool good = std::all_of(documents.begin(), documents.end(), [](const auto& each) { return each.status == ConvertStatus::converted; });
        if (good && writer_) writer_->commit();
        for (ConvertedDocument& document : documents) {
            if (!good && document.status == ConvertStatus::converted) document.status = ConvertStatus::unwritten;
            if (!is_there(document.status)) document.output.clear();
            done(document);
        }
    }

private:
    ConvertedDocument convert_one(io::Input& input) {
        ConvertedDocument document;
        document.input = input.name();
        document.output = run_.output_.path();
        document.result = conversion_.convert(input, [&](const convert::DocumentFacts& facts) -> formats::DocumentWriter& { return writer(facts); });
        judge(document, run_.options_.allow_loss);
        return document;
    }

    formats::DocumentWriter& writer(const convert::DocumentFacts& facts) {
        const schema::Collection collection = facts.edition.collection;
        if (!writer_) writer_ = run_.output_.make_writer(run_.output_.path(), run_.output_.overwrite(), run_.dictionary_, collection, run_.context_);
        else if (!run_.output_.holds_several())
            throw UsageError(facts.name + ": --to " + std::string(formats::format_name(run_.output_.format())) +
                             " holds one document a file; give a folder with -o");
        else if (collection != collection_)
            throw UsageError(facts.name + ": one output holds documents of one collection; --name gives each an output of its own");
        collection_ = collection;
        return *writer_;
    }

    ConvertRun& run_;
    convert::Conversion conversion_;
    std::unique_ptr<formats::DocumentWriter> writer_;
    schema::Collection collection_{};
};

/// An output for each document, several at a time. A bad one does not stop the others.
class ConvertRun::Apart {
public:
    Apart(ConvertRun& run, const DocumentDone& done)
        : run_(run), pattern_(run.options_.name_pattern), account_(run.options_.folder), options_(io::fingerprint_of_text(run.options_.shape)), done_(done) {
        if (run.options_.resume) account_.clear_up();
    }

    void convert(formats::DocumentInputs& inputs) {
        const unsigned threads = inputs.files() > 1 ? run_.options_.jobs : 1;
        {
            std::vector<std::jthread> workers;
            for (unsigned i = 1; i < threads; ++i) workers.emplace_back([&] { work(inputs, 1); });
            work(inputs, threads == 1 ? run_.options_.jobs : 1);
        }
        if (failure_) std::rethrow_exception(failure_);
    }

private:
    struct Task {
        std::unique_ptr<io::Input> input;
        std::uint64_t number = 0;
    };

    /// What each thread does. What is wrong with one document is told, what stops the run ends all threads.
    void work(formats::DocumentInputs& inputs, unsigned jobs) {
        try {
            convert::ConversionOptions options = run_.options_.conversion;
            options.read.jobs = jobs;
            convert::Conversion conversion(run_.dictionary_, options);
            while (true) {
                std::unique_lock taking(taking_);
                Task task = take(inputs);
                if (!task.input) return;
                // An entry of an archive has to be read before the next is asked for.
                boost::system::error_code error;
                if (fs::is_regular_file(task.input->name(), error)) taking.unlock();
                hand_in(task.number, convert_one(conversion, task));
            }
        } catch (...) {
            const std::lock_guard lock(state_);
            if (!failure_) failure_ = std::current_exception();
            names_.end();
        }
    }

    Task take(formats::DocumentInputs& inputs) {
        {
            const std::lock_guard lock(state_);
            if (failure_) return {};
        }
        Task task;
        task.input = inputs.next();
        task.number = ++taken_;
        return task;
    }

    ConvertedDocument convert_one(convert::Conversion& conversion, const Task& task) {
        ConvertedDocument document;
        document.input = task.input->name();
        try {
            const std::string source = run_.options_.resume ? io::fingerprint_of_path(place_of(document.input)) : std::string();
            if (!is_done(task, source, document)) write_one(conversion, task, source, document);
        } catch (const OutputError& error) {
            document.status = ConvertStatus::unwritten;
            document.problem = error.what();
        }
        names_.pass(task.number);
        if (!is_there(document.status)) document.output.clear();
        return document;
    }

    /// Whether an earlier run has done it. Its output has its name for this run too.
    bool is_done(const Task& task, const std::string& source, ConvertedDocument& document) {
        const auto output = run_.options_.resume ? account_.done(document.input, source, options_) : std::nullopt;
        if (!output) return false;
        document.output = *output;
        document.status = ConvertStatus::unchanged;
        names_.claim(task.number, *output, document.input);
        return true;
    }

    void write_one(convert::Conversion& conversion, const Task& task, const std::string& source, ConvertedDocument& document) {
        std::unique_ptr<formats::DocumentWriter> writer;
        document.result = conversion.convert(*task.input, [&](const convert::DocumentFacts& facts) -> formats::DocumentWriter& {
            document.output = pattern_.name(name_facts(facts, task.number, run_.output_.format()));
            names_.claim(task.number, document.output, facts.name);
            const bool replace = run_.output_.overwrite() || (run_.options_.resume && account_.is_ours(document.output));
            writer = run_.output_.make_writer(run_.options_.folder + '/' + document.output, replace, run_.dictionary_, facts.edition.collection, run_.context_);
            return *writer;
        });
        judge(document, run_.options_.allow_loss);
        if (document.status != ConvertStatus::converted) return;
        const convert::AccountEntry entry{document.input, document.output, source.empty() ? io::fingerprint_of_path(place_of(document.input)) : source, options_};
        account_.begin(entry);
        writer->commit();
        account_.end(entry);
    }

    /// Tells of the documents in their order.
    void hand_in(std::uint64_t number, ConvertedDocument document) {
        const std::lock_guard lock(state_);
        waiting_.emplace(number, std::move(document));
        while (!waiting_.empty() && waiting_.begin()->first == told_ + 1) {
            done_(waiting_.begin()->second);
            waiting_.erase(waiting_.begin());
            ++told_;
        }
    }

    ConvertRun& run_;
    convert::NamePattern pattern_;
    convert::Account account_;
    std::string options_;  ///< fingerprint of the options that shape an output
    const DocumentDone& done_;
    std::mutex taking_;
    std::mutex state_;
    std::uint64_t taken_ = 0;
    std::uint64_t told_ = 0;
    std::map<std::uint64_t, ConvertedDocument> waiting_;
    OutputNames names_;
    std::exception_ptr failure_;
};

void ConvertRun::run(formats::DocumentInputs& inputs, const DocumentDone& done) {
    if (options_.name_pattern.empty()) return Together(*this).convert(inputs, done);
    boost::system::error_code error;
    fs::create_directories(options_.folder, error);
    if (error || !fs::is_directory(options_.folder, error)) throw OutputError(options_.folder + ": no folder can be made there");
    Apart(*this, done).convert(inputs);
}

}  // namespace cbds::cli
