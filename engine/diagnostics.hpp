// Mistakes in what a user wrote, collected with their places and reported together.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace yuce {

// A text as the user wrote it: `name` is how messages call it (a file name, or "--set").
struct SourceText {
    std::string name;
    std::string text;
};

// A point in a source text. line and column count from 1 (columns in Unicode characters); line 0: the file as a whole.
struct Place {
    std::shared_ptr<const SourceText> source;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

enum class Severity { error, warning };

struct Diagnostic {
    Severity severity = Severity::error;
    Place place;
    std::string message;     // what is wrong and what was expected, one sentence without a full stop
    std::string suggestion;  // the nearest valid name or what to try; may be empty
};

// Collects diagnostics; the same message at the same place is kept once. Not thread-safe.
class Diagnostics {
public:
    void error(Place place, std::string message, std::string suggestion = {});
    void warning(Place place, std::string message, std::string suggestion = {});
    // All of the other's, as if they had been reported here after these.
    void append(const Diagnostics& other);
    bool has_errors() const noexcept { return errors_ > 0; }
    std::size_t error_count() const noexcept { return errors_; }
    // All of them, by file in order of first appearance, then line and column.
    std::vector<Diagnostic> sorted() const;
    // The printed form, one block a diagnostic:
    //   FILE:LINE:COLUMN: error: MESSAGE
    //      LINE | quoted line
    //           | ^
    //      SUGGESTION
    std::string render() const;

private:
    void add(Severity severity, Place place, std::string message, std::string suggestion);
    std::vector<Diagnostic> entries_;
    std::size_t errors_ = 0;
};

// "did you mean 'tariff'?" for the candidate nearest in edit distance (at most a third of the name's length), else "".
std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates);
// The same, and where none is near what there is: "there are baseline, tariff", the first twelve of many.
std::string nearest_or_known(std::string_view name, const std::vector<std::string>& candidates);

// The place `offset` bytes after the beginning of `source`'s text.
Place place_at(std::shared_ptr<const SourceText> source, std::size_t offset);

}  // namespace yuce
