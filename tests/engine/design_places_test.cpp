#include "engine/design_places.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <boost/random/sobol.hpp>
#include <cmath>
#include <random>
#include <vector>

#include "engine/sobol.hpp"

namespace yuce::engine {
namespace {

using Places = std::vector<std::uint16_t>;

DrawKey key(unsigned k) { return {stream_of("shock/" + std::to_string(k)), static_cast<std::uint16_t>(k % 7), 0}; }

Places places_of(const Design& design, DrawKey draw, std::uint64_t seed, std::uint64_t replicate, Isa isa = Isa::best) {
    DesignPlaces places({draw}, design, seed, isa);
    places.lay_out(replicate);
    return Places(places.of(0), places.of(0) + replicate_paths);
}

Design design_with(Sampling sampling, std::size_t dimensions) {
    Design design;
    design.sampling = sampling;
    for (unsigned k = 0; k < dimensions; ++k) design.order.push_back(key(k));
    return design;
}

bool one_each(Places places) {
    std::sort(places.begin(), places.end());
    for (std::size_t k = 0; k < places.size(); ++k) {
        if (places[k] != k) return false;
    }
    return true;
}

// The sequence without scrambling: every fresh digit is 0.
Places unscrambled(std::size_t dimension, Isa isa) {
    alignas(64) std::array<std::uint16_t, replicate_paths> places;
    alignas(64) std::array<std::uint16_t, replicate_paths / 2> digits{};
    design_rows(isa).sobol_places(places.data(), sobol_steps(dimension), digits.data());
    return Places(places.begin(), places.end());
}

// Boost's generator leaves out point 0 and walks the points in Gray code order: its n-th is point n ^ (n >> 1).
TEST(Sobol, IsTheSequenceOfBoostsGeneratorInEveryDimension) {
    std::vector<Places> ours;
    for (std::size_t dimension = 0; dimension < sobol_dimensions; ++dimension) ours.push_back(unscrambled(dimension, Isa::best));
    boost::random::sobol_engine<std::uint32_t, 32> theirs(sobol_dimensions);
    std::size_t wrong = 0;
    for (std::size_t n = 1; n < replicate_paths; ++n) {
        for (std::size_t dimension = 0; dimension < sobol_dimensions; ++dimension) {
            wrong += ours[dimension][n ^ n >> 1] != theirs() >> (32 - place_bits);
        }
    }
    EXPECT_EQ(wrong, 0U);
}

TEST(Sobol, HasTheSamePointsOnEveryInstructionSet) {
    const Design design = design_with(Sampling::sobol, 40);
    for (const Isa isa : available_isas()) {
        for (const unsigned k : {0U, 1U, 5U, 39U, 77U}) {
            EXPECT_EQ(places_of(design, key(k), 5, 3, isa), places_of(design, key(k), 5, 3, Isa::portable)) << isa_name(isa);
        }
    }
}

Places plain_places_of(const Design& design, DrawKey draw, std::uint64_t seed, std::uint64_t replicate) {
    DesignPlaces places({draw}, design, seed, Isa::best);
    places.lay_out(replicate);
    return unscrambled(places.dimension(0), Isa::best);
}

// Nested uniform scrambling keeps, of any two points, the number of digits they begin with alike.
TEST(Sobol, ScramblingKeepsCommonDigits) {
    const Design design = design_with(Sampling::sobol, 40);
    for (const unsigned dimension : {0U, 1U, 2U, 17U, 39U}) {
        const Places plain = plain_places_of(design, key(dimension), 1, 0), scrambled = places_of(design, key(dimension), 1, 0);
        std::size_t wrong = 0;
        for (std::size_t a = 0; a < replicate_paths; a += 3) {
            for (std::size_t b = 0; b < a; ++b) {
                wrong += std::bit_width(unsigned(plain[a] ^ plain[b])) != std::bit_width(unsigned(scrambled[a] ^ scrambled[b]));
            }
        }
        EXPECT_EQ(wrong, 0U) << dimension;
        EXPECT_NE(plain, scrambled);
        EXPECT_TRUE(one_each(scrambled));
    }
}

// Whether a point's digit differs from that of the plain sequence must be a fair coin, and another one for every digit, replicate
// and dimension. 40 x 50 coins a digit: standard error 0.011; 4.5 of them, 12 digits and as many pairs: false alarm 2e-4.
TEST(Sobol, ScramblesDigitsIndependently) {
    const Design design = design_with(Sampling::sobol, 40);
    std::array<double, place_bits> ones{}, alike{};
    for (unsigned dimension = 0; dimension < 40; ++dimension) {
        for (std::uint64_t replicate = 0; replicate < 50; ++replicate) {
            const DrawKey draw = key(dimension), other = key((dimension + 1) % 40);
            const Places places = places_of(design, draw, 9, replicate), next = places_of(design, other, 9, replicate);
            const Places plain = plain_places_of(design, draw, 9, replicate);
            const Places next_plain = plain_places_of(design, other, 9, replicate);
            for (std::size_t digit = 0; digit < place_bits; ++digit) {
                const std::size_t path = 77 * digit + replicate;
                const unsigned flip = unsigned(plain[path] ^ places[path]) >> digit & 1U;
                ones[digit] += flip;
                alike[digit] += flip == (unsigned(next_plain[path] ^ next[path]) >> digit & 1U);
            }
        }
    }
    for (std::size_t digit = 0; digit < place_bits; ++digit) {
        EXPECT_NEAR(ones[digit] / 2000, 0.5, 4.5 * 0.0112) << digit;
        EXPECT_NEAR(alike[digit] / 2000, 0.5, 4.5 * 0.0112) << digit;
    }
}

// Two dimensions together: each of the 64 x 64 equal squares holds one of the 4096 points.
TEST(Sobol, FillsTheSquaresOfItsFirstTwoDimensions) {
    const Design design = design_with(Sampling::sobol, 2);
    const Places x = places_of(design, key(0), 4, 8), y = places_of(design, key(1), 4, 8);
    std::vector<int> squares(64 * 64);
    for (std::size_t k = 0; k < replicate_paths; ++k) ++squares[x[k] / 64U * 64U + y[k] / 64U];
    EXPECT_EQ(std::count(squares.begin(), squares.end(), 1), 64 * 64);
}

TEST(Sobol, DealsDimensionsAnewInEachReplicateWithinTheirBands) {
    const Design design = design_with(Sampling::sobol, 40);
    std::vector<DrawKey> draws = design.order;
    DesignPlaces places(draws, design, 3, Isa::best);
    std::vector<std::size_t> before;
    for (std::uint64_t replicate = 0; replicate < 3; ++replicate) {
        places.lay_out(replicate);
        std::vector<std::size_t> dimensions;
        for (std::size_t k = 0; k < draws.size(); ++k) {
            dimensions.push_back(places.dimension(k));
            EXPECT_EQ(std::max<std::size_t>(std::bit_width(k), 4), std::max<std::size_t>(std::bit_width(dimensions[k]), 4)) << k;
        }
        EXPECT_NE(dimensions, before);
        before = dimensions;
        std::sort(dimensions.begin(), dimensions.end());
        for (std::size_t k = 0; k < draws.size(); ++k) EXPECT_EQ(dimensions[k], k);
    }
}

TEST(Sobol, LeavesDrawsOutsideTheOrderToLatinHypercubes) {
    const Design sobol = design_with(Sampling::sobol, 3), latin = design_with(Sampling::latin_hypercube, 0);
    EXPECT_EQ(places_of(sobol, key(3), 6, 2), places_of(latin, key(3), 6, 2));
    EXPECT_NE(places_of(sobol, key(2), 6, 2), places_of(latin, key(2), 6, 2));
}

TEST(LatinHypercube, PutsOnePathIntoEachInterval) {
    const Design design = design_with(Sampling::latin_hypercube, 0);
    std::vector<Places> all;
    for (unsigned k = 0; k < 20; ++k) {
        all.push_back(places_of(design, key(k), k / 2, k % 3));
        EXPECT_TRUE(one_each(all.back())) << k;
        for (const Isa isa : available_isas()) EXPECT_EQ(places_of(design, key(k), k / 2, k % 3, isa), all.back());
    }
    for (std::size_t k = 1; k < all.size(); ++k) EXPECT_NE(all[k], all[0]);
}

// Places of two paths over many replicates, in 8 x 8 cells: chi-square with 63 degrees of freedom, bound at a false alarm of 1e-4
// for each of 10 pairs. Pairs with a fixed xor are those that a linear order would betray.
TEST(LatinHypercube, PutsTwoPathsAnywhereIndependently) {
    const Design design = design_with(Sampling::latin_hypercube, 0);
    constexpr std::size_t replicates = 4000;
    std::vector<std::array<std::size_t, 2>> pairs = {{0, 1},    {0, 2048}, {1, 3},       {17, 1041}, {100, 101},
                                                     {5, 4090}, {64, 128}, {1000, 3000}, {8, 16},    {4094, 4095}};
    std::vector<std::array<double, 64>> cells(pairs.size());
    DesignPlaces places({key(1)}, design, 12, Isa::best);
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
        places.lay_out(replicate);
        for (std::size_t k = 0; k < pairs.size(); ++k) {
            ++cells[k][places.of(0)[pairs[k][0]] / 512U * 8U + places.of(0)[pairs[k][1]] / 512U];
        }
    }
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        double chi_square = 0;
        for (const double count : cells[k]) chi_square += std::pow(count - replicates / 64.0, 2) / (replicates / 64.0);
        EXPECT_LT(chi_square, 116) << k;
        EXPECT_GT(chi_square, 28) << k;
    }
}

// What a linear order would get wrong: how often two draws stand on the same side of 1/2 must vary over replicates as it does
// with true random orders, with variance 4096 / 4 (hypergeometric, to 1 in 4096) and kurtosis 3. 4000 replicates: standard error
// of the variance 2.2 %, of the kurtosis 0.077; bounds at 4.5 of them, false alarm 1.4e-5.
TEST(LatinHypercube, MixesDrawsAsRandomOrdersDo) {
    const Design design = design_with(Sampling::latin_hypercube, 0);
    DesignPlaces places({key(1), key(2)}, design, 99, Isa::best);
    double second = 0, fourth = 0;
    constexpr int replicates = 4000;
    for (int replicate = 0; replicate < replicates; ++replicate) {
        places.lay_out(static_cast<std::uint64_t>(replicate));
        int alike = 0;
        for (std::size_t k = 0; k < replicate_paths; ++k) alike += (places.of(0)[k] < 2048) == (places.of(1)[k] < 2048);
        const double off = alike - 2048;
        second += off * off / replicates;
        fourth += off * off * off * off / replicates;
    }
    EXPECT_NEAR(second, 1024, 4.5 * 0.0224 * 1024);
    EXPECT_NEAR(fourth / (second * second), 3, 4.5 * 0.077);
}

}  // namespace
}  // namespace yuce::engine
