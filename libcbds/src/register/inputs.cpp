#include "cbds/register/inputs.hpp"

#include "cbds/error.hpp"
#include "io/seen_input.hpp"
#include "register/json_codes.hpp"
#include "register/look.hpp"
#include "register/school_of_lists.hpp"
#include "register/side_tables.hpp"
#include "register/without_pupils.hpp"

#include <boost/filesystem.hpp>

#include <algorithm>
#include <array>

namespace cbds::registers {
namespace {

namespace fs = boost::filesystem;

constexpr std::array<std::string_view, kForms> kFormNames{"marks-csv", "register-csv", "json", "ndjson", "ctf", "census", "store"};

constexpr std::string_view kWhatIsRead =
    "a register has a heading with upn or pupil_id, and either session_date and code, marks, or columns as 2026-09-07 AM";

constexpr std::string_view kHowToTell = "; --map says what its columns are called, --from names its form";

/// Whether some remain without a school although others have one: the marks are of several schools.
bool has_pupils_without_school(const Register& made) {
    const auto school = school_of_lists(made);
    return school && std::any_of(made.enrolments.begin(), made.enrolments.end(), [&](const Enrolment& each) { return each.school != *school; });
}

bool is_folder(const std::string& path) {
    boost::system::error_code error;
    return path != "-" && fs::is_directory(path, error);
}

/// Reads one input after the other.
class RegisterInputs {
public:
    RegisterInputs(const ReaderContext& context, RegisterBuilder& builder) : context_(context), builder_(builder) {}

    /// First what is known of schools and pupils, so that marks find them by any of their numbers.
    void read_tables() {
        const RegisterInputOptions& options = context_.options;
        if (!options.schools_file.empty())
            read_side_file(options.schools_file, [this](io::ByteStream& stream, const std::string& name) { read_schools_list(stream, name); });
        if (!options.calendar_file.empty()) read_calendar(options.calendar_file, context_, builder_);
        if (options.pupils_file.empty()) return;
        read_pupils(options.pupils_file, context_, builder_);
        list_of_pupils_ = options.pupils_file;
    }

    void read_path(const std::string& path) {
        io::InputOptions one = context_.options.inputs;
        one.paths = {path};
        one.suffixes = {".csv", ".json", ".ndjson", ".jsonl", ".sqlite", ".db"};
        const bool folder = is_folder(path);
        io::Inputs inputs(one);
        while (auto input = inputs.next()) {
            const std::string& known_as = path == "-" ? one.stdin_name : path;
            const bool named = !folder && input->name() == known_as;
            const std::uint64_t size = input->size().value_or(0);
            read_or_tell(std::move(input), named);
            if (context_.options.progress) context_.options.progress(size);
        }
    }

    [[nodiscard]] bool any() const noexcept { return any_; }
    [[nodiscard]] bool extract_of_schools() const noexcept { return extract_of_schools_; }

    /// A list of pupils that names no school tells nothing where the marks are of several.
    void tell_pupils_without_school(Register& made) const {
        if (has_pupils_without_school(made) && context_.options.note)
            context_.options.note({list_of_pupils_, 0, {}, "some pupils have no school, and the marks are of several: nothing is known of whom the list tells; "
                                                           "give it a column school_urn or laestab"});
    }

private:
    static bool is_table(InputKind kind) { return kind == InputKind::pupils || kind == InputKind::schools || kind == InputKind::calendar; }

    /// One input that is no good leaves the others as they are, where somebody wants to know.
    void read_or_tell(std::unique_ptr<io::Input> input, bool named) {
        if (!context_.options.refused) return read_input(std::move(input), named);
        const std::string name = input->name();
        try {
            read_input(std::move(input), named);
        } catch (const InputError& error) {
            tell_refused({name, error.what(), true});
        } catch (const DocumentError& error) {
            tell_refused({name, error.what(), false});
        }
    }

    void tell_refused(RefusedInput refused) {
        any_ = true;  // what is told needs no second message that there was none
        context_.options.refused(std::move(refused));
    }

    void read_input(std::unique_ptr<io::Input> input, bool named) {
        io::SeenInput seen(std::move(input), kFirstBytes);
        auto kind = look_at_input(seen.first(), context_.names, context_.options.encoding);
        if (context_.options.form && (named || !is_table(kind))) kind = kind_of(*context_.options.form);
        if (is_table(kind)) return read_table(seen, kind);
        if (!form_of(kind)) return pass_over(seen, kind, named);
        read_register(seen, kind);
        any_ = true;
    }

    void read_register(io::SeenInput& input, InputKind kind) {
        const std::string& name = input.name();
        switch (kind) {
        case InputKind::marks_csv: return read_marks_csv(*input.open(), name, context_, builder_);
        case InputKind::register_csv: return read_register_csv(*input.open(), name, context_, builder_);
        case InputKind::json: return read_register_json(*input.open(), name, false, context_, builder_);
        case InputKind::ndjson: return read_register_json(*input.open(), name, true, context_, builder_);
        case InputKind::store: return read_store_file(name);
        default: return read_register_document(input, context_, builder_);
        }
    }

    void read_table(io::SeenInput& input, InputKind kind) {
        const auto stream = input.open();
        if (kind == InputKind::pupils) list_of_pupils_ = input.name();
        if (kind == InputKind::pupils) read_pupils_table(*stream, input.name(), context_, builder_);
        else if (kind == InputKind::calendar) read_calendar_table(*stream, input.name(), context_, builder_);
        else read_schools_list(*stream, input.name());
    }

    /// SQLite opens files itself.
    void read_store_file(const std::string& name) {
        boost::system::error_code error;
        if (!fs::is_regular_file(name, error)) throw InputError(name + ": a store is read from a file of its own; save it as one");
        read_register_store(name, context_, builder_);
    }

    void read_schools_list(io::ByteStream& stream, const std::string& name) {
        extract_of_schools_ = read_schools_table(stream, name, context_, builder_) || extract_of_schools_;
    }

    /// What a register is, and what helps one that is not known as such.
    [[nodiscard]] static std::string told_in_full() { return "; " + std::string(kWhatIsRead) + std::string(kHowToTell); }

    void pass_over(const io::SeenInput& input, InputKind kind, bool named) const {
        const bool agreements = kind == InputKind::agreements;
        const std::string why = agreements ? "these are agreements; name them with --agreements" : "it is no register of a form that is read";
        if (named) throw DocumentError(input.name() + ": " + why + (agreements ? "" : told_in_full()));
        if (context_.options.note) context_.options.note({input.name(), 0, {}, why + (agreements ? "" : ", and was passed over")});
    }

    const ReaderContext& context_;
    RegisterBuilder& builder_;
    bool any_ = false;  ///< one of them was a register, or was refused
    bool extract_of_schools_ = false;
    std::string list_of_pupils_;  ///< the name of the last one
};

}  // namespace

std::string_view form_name(Form form) noexcept { return kFormNames[static_cast<std::size_t>(form)]; }

std::optional<Form> find_form(std::string_view name) noexcept {
    const auto found = std::find(kFormNames.begin(), kFormNames.end(), name);
    return found == kFormNames.end() ? std::nullopt : std::optional(static_cast<Form>(found - kFormNames.begin()));
}

Register read_registers(const schema::Dictionary& dictionary, const RegisterInputOptions& asked) {
    RegisterInputOptions options = asked;
    const ColumnNames names = options.map_file.empty() ? ColumnNames() : ColumnNames::load(options.map_file);
    if (!options.encoding) options.encoding = names.encoding;
    const CodesById codes = options.codes_file.empty() ? CodesById() : CodesById::load(options.codes_file);
    const ReaderContext context{options, names, dictionary, codes.empty() ? nullptr : &codes};
    RegisterBuilder builder(options.conflicts, options.keep_details);
    RegisterInputs inputs(context, builder);
    inputs.read_tables();
    for (const std::string& path : options.inputs.paths) inputs.read_path(path);
    if (!inputs.any()) throw InputError("there is no register among the inputs; " + std::string(kWhatIsRead));
    Register made = builder.finish();
    inputs.tell_pupils_without_school(made);
    if (inputs.extract_of_schools()) drop_schools_without_pupils(made);
    return made;
}

}  // namespace cbds::registers
