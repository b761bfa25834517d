namespace yuce::results {}
