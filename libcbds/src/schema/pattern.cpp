#include "schema/pattern.hpp"

#include "cbds/error.hpp"
#include "io/ascii.hpp"

#include <bit>
#include <bitset>
#include <string>

namespace cbds::schema {

/// Glushkov's construction: every character of the pattern is a place; what matters of a part of the pattern is
/// where it can begin, where it can end, and whether it can be empty.
class PatternCompiler {
public:
    PatternCompiler(std::string_view text, Pattern& pattern) : text_(text), pattern_(pattern) {}

    void compile() {
        const Piece whole = alternatives();
        if (at_ != text_.size()) fail("a bracket is closed that was not opened");
        pattern_.first_ = whole.first;
        pattern_.last_ = whole.last;
        pattern_.accepts_nothing_ = whole.nullable;
    }

private:
    using Places = std::uint64_t;
    using CharacterSet = std::bitset<129>;

    struct Piece {
        Places first = 0;
        Places last = 0;
        bool nullable = true;
    };

    struct Repetition {
        unsigned least = 1;
        unsigned most = 1;
        bool unbounded = false;
    };

    [[noreturn]] void fail(const std::string& why) const {
        throw DictionaryError("pattern '" + std::string(text_) + "': " + why);
    }

    /// Brackets within brackets, and how often atoms are read again to write repetitions out: no real pattern comes near.
    static constexpr unsigned kDeepest = 50;
    static constexpr unsigned kMostAtoms = 10'000;

    [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
    [[nodiscard]] char peek() const { return at_end() ? '\0' : text_[at_]; }

    char take() {
        if (at_end()) fail("it ends too early");
        return text_[at_++];
    }

    Piece alternatives() {
        Piece all = branch();
        while (peek() == '|') {
            ++at_;
            const Piece next = branch();
            all = {all.first | next.first, all.last | next.last, all.nullable || next.nullable};
        }
        return all;
    }

    Piece branch() {
        Piece all;
        while (!at_end() && peek() != '|' && peek() != ')') all = joined(all, repeated_atom());
        return all;
    }

    Piece joined(const Piece& a, const Piece& b) {
        for (Places from = a.last; from != 0; from &= from - 1) pattern_.follow_[std::countr_zero(from)] |= b.first;
        return {a.nullable ? a.first | b.first : a.first, b.nullable ? a.last | b.last : b.last, a.nullable && b.nullable};
    }

    /// Writes a repetition out by reading its atom as often as it may occur.
    Piece repeated_atom() {
        const std::size_t start = at_;
        const unsigned places_before = places_;
        Piece atom_once = atom();
        const std::size_t atom_end = at_;
        const Repetition times = repetition();
        const std::size_t end = at_;
        if (times.most == 0 && !times.unbounded) {
            forget_places(places_before);
            return {};
        }
        const unsigned copies = times.unbounded ? std::max(times.least, 1U) : times.most;
        Piece all;
        for (unsigned copy = 0; copy < copies; ++copy) {
            if (copy > 0) {
                at_ = start;
                atom_once = atom();
                if (at_ != atom_end) fail("a repetition cannot be read");
            }
            if (copy + 1 == copies && times.unbounded) joined(atom_once, atom_once);
            Piece one = atom_once;
            one.nullable = one.nullable || copy >= times.least;
            all = joined(all, one);
        }
        at_ = end;
        return all;
    }

    /// What occurs no times leaves nothing behind.
    void forget_places(unsigned from) {
        const Places kept = from == 64 ? ~Places{0} : (Places{1} << from) - 1;
        for (Places& places : pattern_.places_of_) places &= kept;
        for (unsigned place = from; place < places_; ++place) pattern_.follow_[place] = 0;
        places_ = from;
    }

    Repetition repetition() {
        switch (peek()) {
            case '?': ++at_; return {0, 1, false};
            case '*': ++at_; return {0, 0, true};
            case '+': ++at_; return {1, 1, true};
            case '{': ++at_; return counted_repetition();
            default: return {};
        }
    }

    Repetition counted_repetition() {
        Repetition times;
        times.least = times.most = number();
        if (peek() == ',') {
            ++at_;
            if (peek() == '}') times.unbounded = true;
            else times.most = number();
        }
        if (take() != '}') fail("a repetition is not closed");
        if (!times.unbounded && times.most < times.least) fail("a repetition's numbers run backwards");
        return times;
    }

    unsigned number() {
        unsigned value = 0;
        if (!ascii::is_digit(peek())) fail("a repetition has no number");
        while (ascii::is_digit(peek())) {
            value = value * 10 + static_cast<unsigned>(take() - '0');
            if (value > 64) fail("it repeats more than 64 times; use a length instead");
        }
        return value;
    }

    Piece atom() {
        if (++atoms_ > kMostAtoms) fail("its repetitions are too many");
        const char c = take();
        if (c == '(') return group();
        if (c == '[') return place(character_class());
        if (c == '\\') return place(escape(take()));
        if (c == '.') return place(~only("\n\r"));
        if (std::string_view("?*+{}").find(c) != std::string_view::npos) fail("a repetition without a character before it");
        if (c == ']') fail("a class is closed that was not opened");
        return place(only({&c, 1}));
    }

    Piece group() {
        if (++depth_ > kDeepest) fail("its brackets are too deep");
        const Piece inner = alternatives();
        if (take() != ')') fail("a bracket is not closed");
        --depth_;
        return inner;
    }

    Piece place(const CharacterSet& characters) {
        if (places_ == 64) fail("it is longer than 64 characters; use a length instead");
        const Places bit = Places{1} << places_++;
        for (std::size_t c = 0; c < characters.size(); ++c)
            if (characters[c]) pattern_.places_of_[c] |= bit;
        return {bit, bit, false};
    }

    CharacterSet only(std::string_view characters) const {
        CharacterSet set;
        for (const char c : characters) {
            if (static_cast<unsigned char>(c) >= Pattern::kOutsideAscii) fail("it has a character outside ASCII");
            set.set(static_cast<unsigned char>(c));
        }
        return set;
    }

    CharacterSet escape(char c) const {
        switch (c) {
            case 'd': return only("0123456789");
            case 's': return only(" \t\n\r");
            case 'n': return only("\n");
            case 'r': return only("\r");
            case 't': return only("\t");
            default: break;
        }
        if (std::string_view("\\|.-^?*+{}()[]/#$ ").find(c) == std::string_view::npos) fail("an escape that is not understood");
        return only({&c, 1});
    }

    CharacterSet character_class() {
        const bool negated = peek() == '^';
        if (negated) ++at_;
        CharacterSet set;
        while (peek() != ']') {
            const char c = take();
            if (c == '[') fail("a class within a class");
            if (c == '\\') set |= escape(take());
            else if (peek() == '-' && at_ + 1 < text_.size() && text_[at_ + 1] != ']') set |= range(c);
            else set |= only({&c, 1});
        }
        ++at_;
        if (set.none()) fail("a class has no characters");
        return negated ? ~set : set;
    }

    CharacterSet range(char from) {
        ++at_;
        const char to = take();
        CharacterSet set = only({&from, 1}) | only({&to, 1});
        if (to == '\\' || to == '[') fail("a range ends with a character that means something else");
        if (to < from) fail("a range runs backwards");
        for (int c = from; c <= to; ++c) set.set(static_cast<std::size_t>(c));
        return set;
    }

    std::string_view text_;
    Pattern& pattern_;
    std::size_t at_ = 0;
    unsigned places_ = 0;
    unsigned atoms_ = 0;
    unsigned depth_ = 0;
};

Pattern::Pattern(std::string_view text) { PatternCompiler(text, *this).compile(); }

bool Pattern::matches(std::string_view text) const noexcept {
    if (text.empty()) return accepts_nothing_;
    std::uint64_t next = first_;
    std::uint64_t reached = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= kOutsideAscii)
            while (i + 1 < text.size() && (static_cast<unsigned char>(text[i + 1]) & 0xC0) == 0x80) ++i;
        reached = next & places_of_[byte < kOutsideAscii ? byte : kOutsideAscii];
        if (reached == 0) return false;
        next = 0;
        for (std::uint64_t from = reached; from != 0; from &= from - 1) next |= follow_[std::countr_zero(from)];
    }
    return (reached & last_) != 0;
}

}  // namespace cbds::schema
