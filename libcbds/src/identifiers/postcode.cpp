#include "cbds/identifiers/postcode.hpp"

#include "words.hpp"

namespace cbds::identifiers {
namespace {

constexpr std::string_view kForces = "BFPO";
constexpr std::string_view kNeverFirst = "QVX";
constexpr std::string_view kNeverSecond = "IJZ";
constexpr std::string_view kThird = "ABCDEFGHJKSTUW";
constexpr std::string_view kFourth = "ABEHMNPRVWXY";
constexpr std::string_view kNeverInward = "CIKMOV";
constexpr std::string_view kForm = "a postcode is written like M1 1AE, B33 8TH or EC1A 1BB";
constexpr std::string_view kBlanks = " \t\r\n";

/// A for a letter, 9 for a digit: the form in which shapes are written.
constexpr char shape_of(char c) noexcept { return is_digit(c) ? '9' : is_capital(c) ? 'A' : '?'; }

bool has_shape(std::string_view text, std::string_view shape) noexcept {
    return std::equal(text.begin(), text.end(), shape.begin(), shape.end(),
                      [](char c, char wanted) { return shape_of(c) == wanted; });
}

bool has_outward_shape(std::string_view text) noexcept {
    for (const std::string_view shape : {"A9", "A99", "AA9", "AA99", "A9A", "AA9A"})
        if (has_shape(text, shape)) return true;
    return false;
}

PostcodeFault check_outward(std::string_view outward) noexcept {
    if (has(kNeverFirst, outward[0])) return PostcodeFault::first_letter;
    if (has(kNeverSecond, outward[1])) return PostcodeFault::second_letter;
    const char last = outward.back();
    if (outward.size() == 4 && is_capital(last) && !has(kFourth, last)) return PostcodeFault::fourth_letter;
    if (outward.size() != 3 || !is_capital(last) || has(kThird, last)) return PostcodeFault::none;
    return last == 'P' ? PostcodeFault::third_letter_p : PostcodeFault::third_letter;
}

PostcodeFault check_forces(std::string_view digits) noexcept {
    const bool good = !digits.empty() && digits.size() <= 3 && all_digits(digits);
    return good ? PostcodeFault::none : PostcodeFault::forces_number;
}

/// The letters of a postcode without its blanks, in capitals.
std::string squeezed(std::string_view text) {
    std::string letters;
    for (const char c : text)
        if (!has(kBlanks, c)) letters += capital(c);
    return letters;
}

/// Blanks in the wrong places are the only fault where putting one space right makes a postcode.
std::string describe_space(std::string_view text) {
    if (text.empty()) return "it is empty";
    if (has(kBlanks, text.front()) || has(kBlanks, text.back())) return "there is a space before or after it";
    if (tidy_postcode(text)) return "there must be one space before the last three characters";
    return std::string(kForm);
}

std::string describe_shape(std::string_view text) {
    if (std::any_of(text.begin(), text.end(), is_lower)) return "it is in lower case letters: a postcode has capitals only";
    if (text[text.find(' ') + 1] == 'O') return "the part after the space begins with the letter O, not the digit 0";
    return std::string(kForm);
}

}  // namespace

PostcodeFault check_postcode(std::string_view text) noexcept {
    if (std::count(text.begin(), text.end(), ' ') != 1 || text.front() == ' ' || text.back() == ' ') return PostcodeFault::space;
    const auto postcode = parse_postcode(text);
    if (!postcode) return PostcodeFault::shape;
    if (postcode->outward == kForces) return check_forces(postcode->inward);
    const PostcodeFault fault = check_outward(postcode->outward);
    if (fault != PostcodeFault::none && !is_query(fault)) return fault;
    const bool good = !has(kNeverInward, postcode->inward[1]) && !has(kNeverInward, postcode->inward[2]);
    return good ? fault : PostcodeFault::inward;
}

std::optional<Postcode> parse_postcode(std::string_view text) noexcept {
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    const Postcode postcode{text.substr(0, space), text.substr(space + 1)};
    if (postcode.outward == kForces) return postcode;
    if (!has_outward_shape(postcode.outward) || !has_shape(postcode.inward, "9AA")) return std::nullopt;
    return postcode;
}

std::optional<std::string> tidy_postcode(std::string_view text) {
    std::string letters = squeezed(text);
    if (letters.size() < 5 || letters.size() > 7) return std::nullopt;
    const bool forces = letters.starts_with(kForces);
    const std::size_t inward = forces ? kForces.size() : letters.size() - 3;
    if (!forces && letters[inward] == 'O') letters[inward] = '0';
    letters.insert(inward, 1, ' ');
    const PostcodeFault fault = check_postcode(letters);
    if (fault != PostcodeFault::none && !is_query(fault)) return std::nullopt;
    return letters;
}

std::string describe(PostcodeFault fault, std::string_view text) {
    const auto letter = [text](std::size_t place) { return name_character(text[place]); };
    switch (fault) {
        case PostcodeFault::none: break;
        case PostcodeFault::space: return describe_space(text);
        case PostcodeFault::shape: return describe_shape(text);
        case PostcodeFault::forces_number: return "BFPO is followed by a number of 1 to 3 digits";
        case PostcodeFault::first_letter: return "no postcode begins with " + letter(0);
        case PostcodeFault::second_letter: return "the second letter of a postcode is never " + letter(1);
        case PostcodeFault::third_letter:
        case PostcodeFault::fourth_letter:
            return "the letter before the space is never " + letter(text.find(' ') - 1) + " in a postcode of this form";
        case PostcodeFault::inward: return "the last two letters of a postcode are never C, I, K, M, O or V";
        case PostcodeFault::third_letter_p: return "the department's list of letters does not have P before the space here";
    }
    return {};
}

}  // namespace cbds::identifiers
