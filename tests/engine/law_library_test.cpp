#include "engine/law_library.hpp"

#include <gtest/gtest.h>

namespace yuce::engine {
namespace {

Law law_of(LawKind kind, std::vector<double> numbers) {
    Law law;
    law.kind = kind;
    law.numbers = std::move(numbers);
    return law;
}

TEST(LawLibrary, MakesEqualLawsReadyOnce) {
    LawLibrary library;
    const Law law = law_of(LawKind::gamma, {2.5, 1.5});
    EXPECT_EQ(&library.of(law).table(), &library.of(law).table());
}

TEST(LawLibrary, KeepsDifferentLawsApart) {
    LawLibrary library;
    Law cut = law_of(LawKind::gamma, {2.5, 1.5});
    const LawKernel whole = library.of(cut);
    cut.low = 0.1;
    EXPECT_NE(&library.of(cut).table(), &whole.table());
    EXPECT_NE(&library.of(law_of(LawKind::gamma, {2.5, 1.6})).table(), &whole.table());
    EXPECT_NE(bytes_of(cut), bytes_of(law_of(LawKind::gamma, {2.5, 1.5})));
}

}  // namespace
}  // namespace yuce::engine
