#include "cbds/schema/nearest.hpp"

#include "io/ascii.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace cbds::schema {
namespace {

/// How many letters have to be put in, left out, replaced or swapped with their neighbour; letter case apart.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    const auto same = [&](std::size_t i, std::size_t j) { return ascii::lower(a[i - 1]) == ascii::lower(b[j - 1]); };
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same(i, j) ? 0U : 1U)});
            const bool swapped = i > 1 && j > 1 && same(i - 1, j) && same(i, j - 1);
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

}  // namespace

std::string_view nearest_word(std::string_view word, std::span<const std::string_view> candidates) {
    std::size_t least = std::min<std::size_t>(word.size() / 3, 2) + 1;  // the first that is too far
    std::string_view nearest;
    for (const std::string_view candidate : candidates) {
        const std::size_t longer = std::max(word.size(), candidate.size());
        if (longer - std::min(word.size(), candidate.size()) >= least) continue;
        const std::size_t far = distance(word, candidate);
        if (far >= least) continue;
        least = far;
        nearest = candidate;
    }
    return nearest;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates) {
    const std::string_view nearest = nearest_word(word, candidates);
    return nearest.empty() ? std::string() : "; did you mean " + std::string(nearest) + '?';
}

}  // namespace cbds::schema
