"""The few who decide for many: each an agent with its own means. What they must do comes from the law in force."""
