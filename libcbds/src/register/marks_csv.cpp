#include "cbds/error.hpp"
#include "cbds/io/csv.hpp"
#include "cbds/io/encoding.hpp"
#include "cbds/io/memory_input.hpp"
#include "io/continued_stream.hpp"
#include "io/turns.hpp"
#include "register/csv_rows.hpp"
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
    std::string heading_lines;  ///< with their ends, and the empty lines before
    std::uint64_t lines = 0;    ///< so many
    std::optional<MarkColumns> columns;
    char delimiter = ',';
    std::string behind;
};

io::CsvOptions options_of(const ReaderContext& context) { return csv_options(context.names, context.options.encoding); }

/// The columns of a file whose heading has been read; tells of those that mean nothing.
MarkColumns columns_of(const io::CsvReader& reader, const std::string& name, const ReaderContext& context) {
    const ColumnPlaces places(reader.heading(), context.names);
    const MarkColumns columns(places, reader.heading().size(), name + ':' + std::to_string(reader.line()));
    tell_unused_columns(reader, places, name, context,
                        {Column::date, Column::session, Column::code, Column::minutes_late, Column::recorded_at, Column::category, Column::source});
    return columns;
}

/// Bytes of the lines with nothing on them, which are no heading.
std::size_t empty_lines(std::string_view text) {
    std::size_t length = 0;
    for (;;) {
        if (text.substr(length).starts_with('\n')) length += 1;
        else if (text.substr(length).starts_with("\r\n")) length += 2;
        else return length;
    }
}

/// The heading and the empty lines before it, if stretches can be cut behind it: in UTF-8, without quotation marks, ended by LF or CR LF.
std::string_view simple_heading(std::string_view first, const ReaderContext& context) {
    const std::size_t empty = empty_lines(first);
    const std::size_t end = first.find('\n', empty);
    const std::string_view line = first.substr(empty, end == std::string_view::npos ? 0 : end + 1 - empty);
    const bool other_encoding = context.options.encoding && context.options.encoding != io::Encoding::utf8;
    const bool plain = std::all_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80 && c != '"' && c != '\0'; });
    if (line.empty() || other_encoding || !plain || line.find('\r') < line.size() - 2) return {};
    return first.substr(0, end + 1);
}

/// @param first  the first bytes of the file
/// @returns without columns where its rows are to be read one by one
Beginning read_beginning(std::string first, const std::string& name, const ReaderContext& context) {
    Beginning beginning;
    const std::string_view lines = simple_heading(first, context);
    io::MemoryStream stream(lines);
    io::CsvReader reader(stream, name, options_of(context));
    if (lines.empty() || !reader.next() || reader.heading().size() < 2) {
        beginning.behind = std::move(first);
        return beginning;
    }
    beginning.columns = columns_of(reader, name, context);
    beginning.delimiter = reader.delimiter();
    beginning.heading_lines = lines;
    beginning.lines = reader.line();
    beginning.behind = first.substr(lines.size());
    return beginning;
}

/// Reads the stretches on several threads. Each thread collects those that it has read, in the order of the file.
class MarksRun {
public:
    MarksRun(MarksCutter& cutter, const Beginning& beginning, const ReaderContext& context, MarksCollector& collector)
        : cutter_(cutter), columns_(*beginning.columns), delimiter_(beginning.delimiter), context_(context), collector_(collector),
          line_(beginning.lines + 1) {}

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
            if (!chunk.plain) return turns_.stop(keep);
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
    std::uint64_t line_;  ///< behind the heading, then that of the thread whose turn it is
    std::map<std::uint64_t, std::string> left_;
};

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
    if (first.empty()) throw DocumentError(no_heading(name));
    Beginning beginning = read_beginning(std::move(first), name, context);
    const std::uint16_t file = builder.file(name);
    const auto details_wanted = [&](const MarkColumns& columns) {
        return context.options.keep_details || columns.recorded_at != MarkColumns::kNone || columns.minutes_late != MarkColumns::kNone;
    };
    if (!beginning.columns) {
        io::ContinuedStream all(std::move(beginning.behind), stream);
        io::CsvReader reader(all, name, options_of(context));
        if (!reader.next()) throw DocumentError(no_heading(name));
        const MarkColumns columns = columns_of(reader, name, context);
        MarksCollector collector(builder, file, columns.school_key, details_wanted(columns));
        RowByRow(reader, columns, context, collector, 0).run();
        return collector.finish();
    }
    const MarkColumns& columns = *beginning.columns;
    MarksCollector collector(builder, file, columns.school_key, details_wanted(columns));
    MarksCutter cutter(stream, std::move(beginning.behind));
    MarksRun run(cutter, beginning, context, collector);
    if (!run.run()) {
        // Empty lines in the place of those that were read, so that rows and lines keep their numbers.
        io::ContinuedStream rest(beginning.heading_lines + std::string(run.line() - beginning.lines - 1, '\n') + run.rest(), cutter);
        io::CsvReader reader(rest, name, options_of(context));
        if (reader.next()) RowByRow(reader, columns, context, collector, context.options.jobs).run();
    }
    collector.finish();
}

}  // namespace cbds::registers
