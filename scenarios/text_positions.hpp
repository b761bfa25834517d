// Where the lines and characters of a text lie in its bytes.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/diagnostics.hpp"

namespace yuce::scenarios {

// Lines and columns count from 1, columns in Unicode characters.
class TextPositions {
public:
    explicit TextPositions(std::shared_ptr<const SourceText> source);

    const std::shared_ptr<const SourceText>& source() const { return source_; }
    std::uint32_t lines() const { return static_cast<std::uint32_t>(starts_.size()); }
    std::size_t line_start(std::uint32_t line) const { return starts_[line - 1]; }
    std::string line(std::uint32_t number) const;  // without its end
    // The byte at a place; the text's size at or after its end.
    std::size_t offset(const Place& place) const;
    // From the opening quote of a TOML string to the first character of its text; places of other values stay.
    Place inside_quotes(Place place) const;

private:
    std::shared_ptr<const SourceText> source_;
    std::vector<std::size_t> starts_;
};

}  // namespace yuce::scenarios
