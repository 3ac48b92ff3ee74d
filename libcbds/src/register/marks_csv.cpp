#include "cbds/error.hpp"
#include "cbds/io/csv.hpp"
#include "cbds/io/encoding.hpp"
#include "cbds/io/memory_input.hpp"
#include "io/continued_stream.hpp"
#include "io/turns.hpp"
#include "register/marks_collector.hpp"
#include "register/readers.hpp"

#include <algorithm>
#include <map>

namespace cbds::registers {
namespace {

/// The heading stands within so many bytes, or the file is none of ours.
constexpr std::size_t kFirstLook = std::size_t{256} << 10;

/// The beginning of a table: its heading, and what was read behind it.
struct Beginning {
    std::string heading_line;  ///< with its end
    std::vector<std::string> heading;
    char delimiter = ',';
    std::string behind;
    bool simple = false;       ///< UTF-8, so that stretches can be cut
};

io::CsvOptions csv_options(const ReaderContext& context) {
    io::CsvOptions options;
    options.delimiter = context.names.delimiter;
    options.encoding = context.options.encoding;
    options.otherwise = io::Encoding::windows_1252;
    return options;
}

/// @param first  the first bytes of the file
Beginning read_beginning(std::string first, const std::string& name, const ReaderContext& context) {
    Beginning beginning;
    const bool other_encoding = context.options.encoding && context.options.encoding != io::Encoding::utf8;
    const std::size_t end = first.find('\n');
    const std::string_view line = std::string_view(first).substr(0, end == std::string::npos ? 0 : end + 1);
    const bool plain = std::all_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80 && c != '"'; });
    if (line.empty() || other_encoding || !plain) {
        beginning.behind = std::move(first);
        return beginning;
    }
    io::MemoryStream stream(line);
    io::CsvReader reader(stream, name, csv_options(context));
    if (!reader.next()) throw DocumentError(name + ": the file has no heading");
    beginning.heading = reader.heading();
    beginning.delimiter = reader.delimiter();
    beginning.heading_line = line;
    beginning.behind = first.substr(line.size());
    beginning.simple = beginning.heading.size() > 1 && line.find('\r') >= line.size() - 2;
    return beginning;
}

/// Reads the stretches on several threads. Each thread collects those that it has read, in the order of the file.
class MarksRun {
public:
    MarksRun(MarksCutter& cutter, const MarkColumns& columns, char delimiter, const ReaderContext& context, MarksCollector& collector)
        : cutter_(cutter), columns_(columns), delimiter_(delimiter), context_(context), collector_(collector) {}

    /// @returns whether all was read; else the rest begins with rest()
    [[nodiscard]] bool run() {
        turns_.run(context_.options.jobs, [this](unsigned thread) { work(thread); });
        return left_.empty();
    }

    /// What was read but not collected.
    [[nodiscard]] std::string rest() const {
        std::string text;
        for (const auto& [number, stretch] : left_) text += stretch;
        return text;
    }
    /// The line on which it begins, from 1.
    [[nodiscard]] std::uint64_t line() const noexcept { return line_; }

private:
    void work(std::size_t thread) {
        MarksScanner scanner(columns_, delimiter_, context_.names, context_.options.period);
        MarksChunk chunk;
        const auto keep = [&] { left_.emplace(chunk.number, chunk.text()); };
        while (turns_.take([&] { return cutter_.next(chunk); })) {
            scanner.scan(chunk);
            if (!turns_.wait(chunk.number, keep)) return;
            if (!chunk.plain) {
                keep();
                return turns_.stop();
            }
            collect(chunk, thread);
            turns_.pass();
        }
    }

    void collect(const MarksChunk& chunk, std::size_t thread) {
        collector_.collect(chunk.rows, thread, line_);
        line_ += chunk.lines;
        if (context_.options.progress) context_.options.progress(chunk.size);
    }

    MarksCutter& cutter_;
    const MarkColumns& columns_;
    char delimiter_;
    const ReaderContext& context_;
    MarksCollector& collector_;
    io::Turns turns_;
    std::uint64_t line_ = 2;  ///< behind the heading; of the thread whose turn it is
    std::map<std::uint64_t, std::string> left_;
};

void tell_unknown_columns(const MarkColumns& columns, const std::string& name, const ReaderContext& context) {
    if (!context.options.note) return;
    for (const std::string& heading : columns.unknown) context.options.note({name, 0, heading, "not a column of marks; it is passed over"});
}

/// Reads row by row what is not plain.
/// @param thread  a number of its own for its pupils
class RowByRow {
public:
    RowByRow(io::CsvReader& reader, const MarkColumns& columns, const ReaderContext& context, MarksCollector& collector, std::size_t thread)
        : reader_(reader), rows_(columns, context.names, context.options.period), collector_(collector), thread_(thread) {}

    void run() {
        std::vector<std::string_view> cells;
        while (reader_.next()) {
            cells.clear();
            for (const io::CsvCell& cell : reader_.cells()) cells.push_back(cell.value_or(std::string_view()));
            rows_.read(cells, static_cast<std::uint32_t>(reader_.line()), read_);
            if (read_.rows.size() == kTogether) collect();
        }
        collect();
    }

private:
    static constexpr std::size_t kTogether = 1000;

    void collect() {
        rows_.finish(read_);
        collector_.collect(read_, thread_, 0);
        read_.clear();
    }

    io::CsvReader& reader_;
    MarkRowReader rows_;
    MarkRows read_;
    MarksCollector& collector_;
    std::size_t thread_;
};

}  // namespace

void read_marks_csv(io::ByteStream& stream, const std::string& name, const ReaderContext& context, RegisterBuilder& builder) {
    std::string first(kFirstLook, '\0');
    first.resize(stream.read(first));
    if (first.starts_with(io::kByteOrderMark)) first.erase(0, io::kByteOrderMark.size());
    if (first.empty()) throw DocumentError(name + ": the file is empty");
    Beginning beginning = read_beginning(std::move(first), name, context);
    const std::uint16_t file = builder.file(name);
    const auto details_wanted = [&](const MarkColumns& columns) {
        return context.options.keep_details || columns.recorded_at != MarkColumns::kNone || columns.minutes_late != MarkColumns::kNone;
    };
    if (!beginning.simple) {
        io::ContinuedStream all(beginning.heading_line + beginning.behind, stream);
        io::CsvReader reader(all, name, csv_options(context));
        if (!reader.next()) throw DocumentError(name + ": the file has no heading");
        const MarkColumns columns(reader.heading(), context.names, name);
        tell_unknown_columns(columns, name, context);
        MarksCollector collector(builder, file, columns.by_number, details_wanted(columns));
        RowByRow(reader, columns, context, collector, 0).run();
        return collector.finish();
    }
    const MarkColumns columns(beginning.heading, context.names, name);
    tell_unknown_columns(columns, name, context);
    MarksCollector collector(builder, file, columns.by_number, details_wanted(columns));
    MarksCutter cutter(stream, std::move(beginning.behind));
    MarksRun run(cutter, columns, beginning.delimiter, context, collector);
    if (!run.run()) {
        // Empty lines in the place of those that were read, so that rows and lines keep their numbers.
        io::ContinuedStream rest(beginning.heading_line + std::string(run.line() - 2, '\n') + run.rest(), cutter);
        io::CsvReader reader(rest, name, csv_options(context));
        if (reader.next()) RowByRow(reader, columns, context, collector, context.options.jobs).run();
    }
    collector.finish();
}

}  // namespace cbds::registers
