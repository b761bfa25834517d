#include "engine/diagnostics.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace yuce {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), row(b.size() + 1), next(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        next[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) next[j] = std::min(next[j], before[j - 2] + 1);
        }
        before.swap(row);
        row.swap(next);
    }
    return row[b.size()];
}

std::string_view line_of(std::string_view text, std::uint32_t line) {
    std::size_t begin = 0;
    for (std::uint32_t k = 1; k < line; ++k) {
        const std::size_t end = text.find('\n', begin);
        if (end == std::string_view::npos) return {};
        begin = end + 1;
    }
    std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) end = text.size();
    if (end > begin && text[end - 1] == '\r') --end;
    return text.substr(begin, end - begin);
}

// Long lines are shown as a window of 100 characters around the column.
void quote(std::string& out, const Place& place) {
    const std::string_view line = line_of(place.source->text, place.line);
    const std::string number = std::to_string(place.line);
    std::string shown(line);
    std::size_t caret = place.column > 0 ? place.column - 1 : 0;
    constexpr std::size_t window = 100;
    if (shown.size() > window && caret > window / 2) {
        std::size_t cut = std::min(caret - window / 2, shown.size());
        std::size_t bytes = 0;
        for (std::size_t skipped = 0; bytes < shown.size() && skipped < cut; ++bytes) {
            if (!is_continuation(shown[bytes])) ++skipped;
        }
        while (bytes < shown.size() && is_continuation(shown[bytes])) ++bytes;
        shown.erase(0, bytes);
        caret -= cut;
    }
    if (shown.size() > window + 20) {
        std::size_t end = window;
        while (end < shown.size() && is_continuation(shown[end])) ++end;
        shown.resize(end);
        shown += "...";
    }
    std::string pad;
    for (std::size_t bytes = 0, seen = 0; bytes < shown.size() && seen < caret; ++bytes) {
        if (is_continuation(shown[bytes])) continue;
        pad += shown[bytes] == '\t' ? '\t' : ' ';
        // Characters beyond Latin are taken as two columns wide, as terminals show Chinese.
        if (static_cast<unsigned char>(shown[bytes]) >= 0xE3) pad += ' ';
        ++seen;
    }
    out += "    " + number + " | " + shown + "\n    " + std::string(number.size(), ' ') + " | " + pad + "^\n";
}

}  // namespace

void Diagnostics::add(Severity severity, Place place, std::string message, std::string suggestion) {
    for (const Diagnostic& known : entries_) {
        if (known.message == message && known.place.source == place.source && known.place.line == place.line &&
            known.place.column == place.column) {
            return;
        }
    }
    if (severity == Severity::error) ++errors_;
    entries_.push_back({severity, std::move(place), std::move(message), std::move(suggestion)});
}

void Diagnostics::error(Place place, std::string message, std::string suggestion) {
    add(Severity::error, std::move(place), std::move(message), std::move(suggestion));
}

void Diagnostics::warning(Place place, std::string message, std::string suggestion) {
    add(Severity::warning, std::move(place), std::move(message), std::move(suggestion));
}

void Diagnostics::append(const Diagnostics& other) {
    for (const Diagnostic& entry : other.entries_) add(entry.severity, entry.place, entry.message, entry.suggestion);
}

std::vector<Diagnostic> Diagnostics::sorted() const {
    std::map<const SourceText*, std::size_t> order;
    for (const Diagnostic& d : entries_) order.emplace(d.place.source.get(), order.size());
    std::vector<Diagnostic> all = entries_;
    std::stable_sort(all.begin(), all.end(), [&](const Diagnostic& a, const Diagnostic& b) {
        const auto key = [&](const Diagnostic& d) {
            return std::tuple(order.at(d.place.source.get()), d.place.line, d.place.column);
        };
        return key(a) < key(b);
    });
    return all;
}

std::string Diagnostics::render() const {
    std::string out;
    for (const Diagnostic& d : sorted()) {
        if (d.place.source) {
            out += d.place.source->name;
            if (d.place.line > 0) out += ":" + std::to_string(d.place.line) + ":" + std::to_string(d.place.column);
            out += ": ";
        }
        out += d.severity == Severity::error ? "error: " : "warning: ";
        out += d.message + "\n";
        if (d.place.source && d.place.line > 0) quote(out, d.place);
        if (!d.suggestion.empty()) out += "    " + d.suggestion + "\n";
    }
    return out;
}

std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates) {
    std::size_t best = std::max<std::size_t>(name.size() / 3, 1) + 1;
    const std::string* found = nullptr;
    for (const std::string& candidate : candidates) {
        const std::size_t distance = edit_distance(name, candidate);
        if (distance < best) {
            best = distance;
            found = &candidate;
        }
    }
    return found ? "did you mean '" + *found + "'?" : std::string{};
}

std::string nearest_or_known(std::string_view name, const std::vector<std::string>& candidates) {
    constexpr std::size_t most_listed = 12;
    if (const std::string near = nearest_name(name, candidates); !near.empty()) return near;
    if (candidates.empty()) return "there is none";
    std::string text = candidates.size() == 1 ? "there is only " : "there are ";
    for (std::size_t k = 0; k < std::min(most_listed, candidates.size()); ++k) text += (k > 0 ? ", " : "") + candidates[k];
    if (candidates.size() > most_listed) text += " and " + std::to_string(candidates.size() - most_listed) + " more";
    return text;
}

Place place_at(std::shared_ptr<const SourceText> source, std::size_t offset) {
    Place place{source, 1, 1};
    const std::string& text = source->text;
    for (std::size_t k = 0; k < std::min(offset, text.size()); ++k) {
        if (text[k] == '\n') {
            ++place.line;
            place.column = 1;
        } else if (!is_continuation(text[k])) {
            ++place.column;
        }
    }
    return place;
}

}  // namespace yuce
