#include "scenarios/text_positions.hpp"

#include <algorithm>
#include <utility>

namespace yuce::scenarios {

TextPositions::TextPositions(std::shared_ptr<const SourceText> source) : source_(std::move(source)), starts_{0} {
    for (std::size_t k = 0; k < source_->text.size(); ++k) {
        if (source_->text[k] == '\n') starts_.push_back(k + 1);
    }
}

std::string TextPositions::line(std::uint32_t number) const {
    const std::size_t begin = starts_[number - 1];
    const std::size_t end = number < starts_.size() ? starts_[number] - 1 : source_->text.size();
    return source_->text.substr(begin, end - begin);
}

std::size_t TextPositions::offset(const Place& place) const {
    const std::string& text = source_->text;
    std::size_t at = starts_[std::min<std::size_t>(place.line, starts_.size()) - 1];
    const auto continues = [&] { return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U; };
    for (std::uint32_t column = 1; column < place.column && at < text.size(); ++column) {
        do {
            ++at;
        } while (continues());
    }
    return at;
}

Place TextPositions::inside_quotes(Place place) const {
    const std::string& text = source_->text;
    const std::size_t at = offset(place);
    if (at >= text.size() || (text[at] != '"' && text[at] != '\'')) return place;
    if (text.compare(at, 3, std::string(3, text[at])) != 0) {
        ++place.column;
        return place;
    }
    const std::size_t begin = at + 3;
    if (text.compare(begin, 1, "\n") == 0 || text.compare(begin, 2, "\r\n") == 0) return {place.source, place.line + 1, 1};
    place.column += 3;
    return place;
}

}  // namespace yuce::scenarios
