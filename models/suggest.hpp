// What a user may have meant by a name that does not exist. Internal to models/.
#pragma once

#include <string>
#include <vector>

namespace yuce::models {

// As nearest_name, and names that differ in nothing but capitals; "" if none is near.
std::string nearest(const std::string& name, const std::vector<std::string>& candidates);

// The function meant, also where other programs call it otherwise (`ln`, `avg`, `ifelse`).
std::string nearest_function(const std::string& name);

}  // namespace yuce::models
