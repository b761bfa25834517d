// Which nodes one instruction calculates together: normal draws, and sums that begin with the same rows. Internal to engine/.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "engine/program_analysis.hpp"
#include "engine/program_recipe.hpp"

namespace yuce::engine {

class Groups {
public:
    explicit Groups(const Analysis& analysis);

    // The normal quantile of a uniform number that nobody else needs.
    bool is_normal_draw(NodeId id) const;
    // Up to most_normal_rows draws of the same period that are not yet emitted, `id` first.
    std::vector<NodeId> drawn_with(NodeId id, const std::vector<std::uint8_t>& emitted) const;

    struct Member {
        NodeId id;
        Recipe recipe;
    };
    // Up to most_tile_outs sums, `id` first, that begin with the same rows and whose rows are all there; just `id` if there are
    // none.
    std::vector<Member> summed_with(NodeId id, const Recipe& recipe, const std::vector<std::uint8_t>& emitted) const;
    // How many terms the members' sums have in common from the first one on.
    static std::size_t shared_terms(const std::vector<Member>& members);

private:
    static constexpr std::size_t least_shared = 4;
    using Rows = std::array<std::uint32_t, least_shared>;

    void add_sum(NodeId id);
    bool fits(const Recipe& recipe) const;
    static Rows first_rows(const Recipe& recipe);
    std::vector<std::uint8_t> find_joining() const;

    const Analysis& analysis_;
    // By the scenario that needs them first, and period.
    std::map<std::pair<std::uint32_t, std::uint16_t>, std::vector<NodeId>> draws_;
    // By the scenario that needs them first, and first rows.
    std::map<std::pair<std::uint32_t, Rows>, std::vector<NodeId>> sums_;
};

}  // namespace yuce::engine
