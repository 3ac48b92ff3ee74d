/// The inputs of an update, one extract after the other.

#include "cbds/error.hpp"
#include "cbds/register/store.hpp"
#include "io/seen_input.hpp"
#include "register/look.hpp"

#include <boost/filesystem.hpp>

#include <set>
#include <tuple>

namespace cbds::registers {
namespace {

namespace fs = boost::filesystem;

bool is_file(const std::string& path) {
    boost::system::error_code error;
    return fs::is_regular_file(path, error);
}

bool is_same_file(const std::string& a, const std::string& b) {
    boost::system::error_code error;
    return fs::equivalent(a, b, error) && !error;
}

/// An entry of an archive is known by the file in which it stands.
std::string file_of(std::string name) {
    for (std::size_t slash = name.rfind('/'); !is_file(name) && slash != std::string::npos; slash = name.rfind('/')) name.resize(slash);
    return name;
}

/// Sorts the inputs into extracts and the tables that go with each of them.
class ExtractList {
public:
    ExtractList(const RegisterInputOptions& options, const std::string& store) : options_(options), store_(store) {
        if (!options.map_file.empty()) names_ = ColumnNames::load(options.map_file);
        for (const std::string& path : options.inputs.paths) add(path);
    }

    struct Entry {
        std::string path;
        bool is_store = false;
    };
    [[nodiscard]] const std::vector<Entry>& extracts() const noexcept { return extracts_; }
    [[nodiscard]] const std::vector<std::string>& pupils() const noexcept { return pupils_; }
    [[nodiscard]] const std::vector<std::string>& schools() const noexcept { return schools_; }

private:
    void add(const std::string& path) {
        boost::system::error_code error;
        if (path != "-" && fs::is_directory(path, error)) return add_folder(path);
        // What is no file can be read once only; what is wrong with it is found when it is read.
        if (path == "-" || !is_file(path)) return extracts_.push_back({path});
        const InputKind kind = kind_of_named(path);
        if (kind == InputKind::store && is_same_file(path, store_))
            throw UsageError(path + ": is the store that is brought up to date; name extracts");
        put(path, kind);
    }

    /// A zip is taken for a register: it is opened when it is read.
    [[nodiscard]] InputKind kind_of_named(const std::string& path) const {
        if (options_.form) return registers::kind_of(*options_.form);
        auto inputs = inputs_of(path);
        auto input = inputs.next();
        return input && input->name() == path ? look(std::move(input)) : InputKind::marks_csv;
    }

    void add_folder(const std::string& path) {
        auto inputs = inputs_of(path);
        std::set<std::string> seen;
        while (auto input = inputs.next()) {
            const std::string name = input->name();
            const std::string file = file_of(name);
            if (seen.contains(file) || is_same_file(file, store_)) continue;
            const InputKind kind = look(std::move(input));
            // Of a zip one register is enough, among whatever else.
            if (name != file && !form_of(kind)) {
                note(name, kind);
                continue;
            }
            seen.insert(file);
            if (form_of(kind) || is_kept_table(kind)) put(file, options_.form && form_of(kind) ? registers::kind_of(*options_.form) : kind);
            else note(name, kind);
        }
    }

    void put(const std::string& path, InputKind kind) {
        if (kind == InputKind::pupils) pupils_.push_back(path);
        else if (kind == InputKind::schools) schools_.push_back(path);
        else if (kind != InputKind::calendar) extracts_.push_back({path, kind == InputKind::store});
    }

    static bool is_kept_table(InputKind kind) { return kind == InputKind::pupils || kind == InputKind::schools || kind == InputKind::calendar; }

    [[nodiscard]] io::Inputs inputs_of(const std::string& path) const {
        io::InputOptions one = options_.inputs;
        one.paths = {path};
        one.suffixes = {".csv", ".json", ".ndjson", ".jsonl", ".sqlite", ".db"};
        return io::Inputs(one);
    }

    [[nodiscard]] InputKind look(std::unique_ptr<io::Input> input) const {
        const io::SeenInput seen(std::move(input), kFirstBytes);
        return look_at_input(seen.first(), names_, options_.encoding ? options_.encoding : names_.encoding);
    }

    void note(const std::string& name, InputKind kind) const {
        if (is_kept_table(kind) || !options_.note) return;
        options_.note({name, 0, {},
                       kind == InputKind::agreements ? "these are agreements, and a store keeps all schools"
                                                     : "it is no register of a form that is read, and was passed over"});
    }

    const RegisterInputOptions& options_;
    const std::string& store_;
    ColumnNames names_;
    std::vector<Entry> extracts_;
    std::vector<std::string> pupils_;
    std::vector<std::string> schools_;
};

/// Tables are read with each extract, and what is to be said of them is said once.
class NotesOnce {
public:
    explicit NotesOnce(RegisterInputOptions& options) {
        if (!options.note) return;
        options.note = [this, say = options.note](const formats::ReadingNote& note) {
            if (told_.emplace(note.file, note.row, note.column, note.message).second) say(note);
        };
    }
    NotesOnce(const NotesOnce&) = delete;
    NotesOnce& operator=(const NotesOnce&) = delete;

private:
    std::set<std::tuple<std::string, std::uint64_t, std::string, std::string>> told_;
};

/// A form that is named counts for all inputs that are named: tables have options of their own then.
void put_tables(RegisterInputOptions& options, const ExtractList& list) {
    options.inputs.paths.clear();
    if (options.form) {
        if (list.pupils().size() > 1 || list.schools().size() > 1)
            throw UsageError("with --from, one table of pupils and one of schools can be read; name them with --pupils and --schools");
        if (options.pupils_file.empty() && !list.pupils().empty()) options.pupils_file = list.pupils().front();
        if (options.schools_file.empty() && !list.schools().empty()) options.schools_file = list.schools().front();
        return;
    }
    for (const auto* const tables : {&list.schools(), &list.pupils()})
        options.inputs.paths.insert(options.inputs.paths.end(), tables->begin(), tables->end());
}

}  // namespace

void for_each_extract(const schema::Dictionary& dictionary, const RegisterInputOptions& asked, const std::string& store, const TakeExtract& take) {
    const ExtractList list(asked, store);
    RegisterInputOptions options = asked;
    options.keep_details = true;
    const NotesOnce notes(options);
    put_tables(options, list);
    if (list.extracts().empty()) return static_cast<void>(read_registers(dictionary, options));  // says that there is no register
    options.inputs.paths.emplace_back();
    for (const ExtractList::Entry& entry : list.extracts()) {
        if (entry.is_store) {
            take({nullptr, entry.path});
            continue;
        }
        options.inputs.paths.back() = entry.path;
        const Register extract = read_registers(dictionary, options);
        take({&extract, {}});
    }
}

}  // namespace cbds::registers
