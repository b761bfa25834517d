namespace yuce::scenarios {}
